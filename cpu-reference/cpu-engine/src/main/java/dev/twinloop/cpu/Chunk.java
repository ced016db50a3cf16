package dev.twinloop.cpu;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.Control;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * Some turns of a kernel's loop, with a control and a receipt of their own: the kernel sees a loop
 * as long as its receipt that starts at its control's FROM. Buffers are the slot's, indexed by
 * item.
 */
final class Chunk implements Runnable {
  /**
   * Loop turns of the whole kernel.
   *
   * @param first the first turn
   * @param count how many
   */
  record Range(int first, int count) {}

  private final MethodHandle kernel;
  private final MemorySegment slotControl;
  private final MemorySegment slotReceipt;
  private final Range range;
  private final IntArray control = new IntArray(Control.INTS);
  private final IntArray receipt;
  private final Object[] arguments;

  Chunk(
      MethodHandle kernel,
      List<TornadoNativeArray> buffers,
      MemorySegment slotControl,
      MemorySegment slotReceipt,
      Range range) {
    this.kernel = kernel;
    this.slotControl = slotControl;
    this.slotReceipt = slotReceipt;
    this.range = range;
    this.receipt = new IntArray(range.count());
    this.arguments = new Object[buffers.size() + 2];
    arguments[0] = control;
    arguments[1] = receipt;
    for (int i = 0; i < buffers.size(); i++) {
      arguments[i + 2] = buffers.get(i);
    }
  }

  @Override
  public void run() {
    MemorySegment.copy(slotControl, 0, control.getSegment(), 0, Control.INTS * 4L);
    int from = slotControl.getAtIndex(JAVA_INT, Control.FROM) + range.first();
    int to = (int) Math.min((long) from + range.count(), control.get(Control.TO));
    control.set(Control.FROM, from);
    control.set(Control.TO, to);
    try {
      kernel.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    MemorySegment.copy(
        receipt.getSegment(), 0, slotReceipt, range.first() * 4L, Math.max(0, to - from) * 4L);
  }
}
