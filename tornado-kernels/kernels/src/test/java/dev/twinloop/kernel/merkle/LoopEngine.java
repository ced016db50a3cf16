package dev.twinloop.kernel.merkle;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Control;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The simplest engine: calls each kernel's method on this thread, in three chunks, as engines with
 * several cores do. Scratch and output start as garbage. It can be told to leave out turns.
 */
final class LoopEngine implements HostedEngine {
  private Lost lost = new Lost(-1, 0, 0);

  /** Turns {@code from} to {@code to} of a kernel that do not run. */
  record Lost(int kernel, int from, int to) {}

  /** Leaves these turns out from now on. */
  void lose(Lost turns) {
    lost = turns;
  }

  @Override
  public Slot openSlot(
      Program<?, ?> program, int capacity, BufferLayout layout, MemorySegment block) {
    Buffers buffers = Buffers.over(layout, capacity, block);
    Map<String, IntArray> arrays = new HashMap<>();
    for (BufferSpec spec : layout.buffers()) {
      IntArray array =
          spec.hostVisible()
              ? IntArray.fromSegmentShallow(buffers.withHeader(spec.name()))
              : new IntArray(spec.elements());
      if (spec.role() != BufferSpec.Role.INPUT) {
        array.getSegment().fill((byte) 0xa5);
      }
      arrays.put(spec.name(), array);
    }
    return new Slot() {
      @Override
      public Buffers buffers() {
        return buffers;
      }

      @Override
      public Timings run() {
        for (int k = 0; k < layout.kernels().size(); k++) {
          LoopEngine.this.run(layout.kernels().get(k), k, buffers, arrays);
        }
        return Timings.ofRun(0, 0, 0, 0);
      }

      @Override
      public void close() {}
    };
  }

  private void run(KernelCall call, int index, Buffers buffers, Map<String, IntArray> arrays) {
    IntArray slotControl =
        IntArray.fromSegmentShallow(buffers.withHeader(BufferLayout.controlName(index)));
    String name = BufferLayout.receiptName(index);
    MemorySegment receipts =
        buffers.layout().vouched(index)
            ? Objects.requireNonNull(arrays.get(name)).getSegment()
            : buffers.payload(name);
    int turns = slotControl.get(Control.TO);
    boolean whole = index != lost.kernel();
    int[] bounds = {0, whole ? turns / 3 : lost.from(), whole ? turns * 2 / 3 : lost.to(), turns};
    for (int c = 0; c < 3; c++) {
      int from = bounds[c];
      int to = bounds[c + 1];
      if (!whole && c == 1) {
        continue;
      }
      IntArray control = new IntArray(Control.INTS);
      control.getSegment().copyFrom(slotControl.getSegment());
      control.set(Control.FROM, from);
      control.set(Control.TO, to);
      IntArray receipt = new IntArray(Math.max(1, to - from));
      Object[] arguments = new Object[2 + call.buffers().size()];
      arguments[0] = control;
      arguments[1] = receipt;
      for (int b = 0; b < call.buffers().size(); b++) {
        arguments[2 + b] = arrays.get(call.buffers().get(b));
      }
      try {
        call.resolve().invoke(null, arguments);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(call.method(), e);
      }
      IntStream.range(from, to)
          .forEach(
              i ->
                  receipts.setAtIndex(
                      java.lang.foreign.ValueLayout.JAVA_INT, i, receipt.get(i - from)));
    }
  }

  @Override
  public EngineType engineType() {
    return EngineType.CPU;
  }

  @Override
  public HardwareCaps hardwareCaps() {
    return new HardwareCaps(
        "loop", "this thread", EngineType.CPU, Backend.JVM, true, 1L << 30, 1, "-");
  }

  @Override
  public boolean supports(TaskType type) {
    return true;
  }

  @Override
  public int preferredSlots() {
    return 1;
  }

  @Override
  public void close() {}
}
