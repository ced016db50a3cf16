package dev.twinloop.cpu;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Control;
import dev.twinloop.task.Cores;
import dev.twinloop.task.KernelCall;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * One kernel with its arguments, whose turns are cut into chunks: several a core, so that a core
 * that is late holds up little, and each of 20 microseconds to 2 milliseconds, as far as the kernel
 * was measured, so that it is worth a thread and keeps nobody waiting. Runs by one thread at a
 * time.
 *
 * <p>A chunk has a control of its own, and as its receipt a window on the slot's: a kernel sees a
 * loop as long as its receipt, which starts at its control's FROM.
 */
final class ChunkedKernel {
  private static final int CHUNKS_PER_CORE = 8;
  private static final double SHORTEST_NS = 20_000;
  private static final double LONGEST_NS = 2_000_000;
  private static final double WEIGHT = 0.3;
  private static final int CONTROL = 0;
  private static final int RECEIPT = 1;

  private final KernelCall call;
  private final MethodHandle handle;
  private final Object[] arguments;
  private final MemorySegment control;
  private final MemorySegment receipt;
  private final Queue<IntArray> controls = new ConcurrentLinkedQueue<>();
  private volatile double turnNs;

  /**
   * A kernel over a slot's memory.
   *
   * @param control payload of the slot's control
   * @param receipt the slot's receipts, header included
   */
  ChunkedKernel(
      KernelCall call,
      List<TornadoNativeArray> buffers,
      MemorySegment control,
      MemorySegment receipt) {
    this.call = call;
    this.handle = handle(call);
    this.control = control;
    this.receipt = receipt;
    this.arguments = new Object[buffers.size() + 2];
    for (int i = 0; i < buffers.size(); i++) {
      arguments[i + 2] = buffers.get(i);
    }
  }

  /** Runs the items that the slot's control names; returns when all are done. */
  void run(Cores cores) {
    int from = control.getAtIndex(JAVA_INT, Control.FROM);
    int items = Math.max(0, control.getAtIndex(JAVA_INT, Control.TO) - from);
    if (items == 0) {
      return;
    }
    int chunk = chunk(items, cores.parallelism());
    try {
      cores.runAll((items - 1) / chunk + 1, part -> turn(from, part * chunk, chunk, items));
    } catch (RuntimeException | Error e) {
      throw DeviceException.Code.LAUNCH.exception(
          "kernel " + call.method() + ": failed on the CPU: " + e, e);
    }
  }

  private int chunk(int items, int parallelism) {
    double even = Math.ceil((double) items / ((double) parallelism * CHUNKS_PER_CORE));
    double ns = turnNs;
    double wanted =
        ns > 0 ? Math.clamp(even, Math.ceil(SHORTEST_NS / ns), Math.max(1, LONGEST_NS / ns)) : even;
    return (int) Math.clamp(wanted, 1, items);
  }

  private void turn(int from, int first, int chunk, int items) {
    int count = Math.min(chunk, items - first);
    IntArray own = controls.poll();
    if (own == null) {
      own = new IntArray(Control.INTS);
    }
    MemorySegment.copy(control, 0, own.getSegment(), 0, Control.INTS * 4L);
    own.set(Control.FROM, from + first);
    own.set(Control.TO, from + first + count);
    Object[] all = arguments.clone();
    all[CONTROL] = own;
    // The window's header lies over receipts of the chunk before: nobody reads or writes it.
    all[RECEIPT] =
        IntArray.fromSegmentShallow(
            receipt.asSlice(first * 4L, BufferLayout.HEADER_BYTES + count * 4L));
    long start = System.nanoTime();
    try {
      handle.invokeExact(all);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    learn((double) (System.nanoTime() - start) / count);
    controls.add(own);
  }

  private void learn(double ns) {
    double before = turnNs;
    turnNs = before == 0 ? ns : before + WEIGHT * (ns - before);
  }

  private static MethodHandle handle(KernelCall call) {
    try {
      MethodHandle handle = MethodHandles.lookup().unreflect(call.resolve());
      return handle
          .asSpreader(Object[].class, handle.type().parameterCount())
          .asType(MethodType.methodType(void.class, Object[].class));
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw DeviceException.Code.COMPILATION.exception(
          "kernel " + call.owner().getName() + "." + call.method() + ": " + e.getMessage(), e);
    }
  }
}
