package dev.twinloop.toy;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** One kernel over a resident table. */
public record AddingProgram() implements Program<Adding, int[]> {
  @Override
  public Slicing slicing() {
    return new Slicing(Adding.PART, false, 8).inFewSlices();
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(
        BufferSpec.resident("table", ElementType.INT, capacity),
        BufferSpec.input("in", ElementType.INT, capacity),
        BufferSpec.output("out", ElementType.INT, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(KernelCall.of(AddingProgram.class, "add", capacity, "table", "in", "out"));
  }

  @Override
  public int[] newResult(Adding task) {
    return new int[(int) task.items()];
  }

  @Override
  public Optional<Object> residentVersion(Adding task, Slice slice) {
    return Optional.of(task.table(slice));
  }

  @Override
  public void encode(Adding task, Slice slice, Buffers buffers) {
    task.starts().accept(task.table(slice));
    boolean refresh = buffers.refresh();
    if (refresh) {
      task.uploads().accept(task.table(slice));
    }
    for (int i = 0; i < slice.size(); i++) {
      if (refresh) {
        buffers.payload("table").setAtIndex(JAVA_INT, i, task.table(slice).hashCode());
      }
      buffers.payload("in").setAtIndex(JAVA_INT, i, (int) slice.from() + i);
    }
    buffers.control(0).items(slice.size());
  }

  @Override
  public void decode(Adding task, Slice slice, Buffers buffers, int[] result) {
    MemorySegment.copy(
        buffers.payload("out"), JAVA_INT, 0, result, (int) slice.from(), slice.size());
  }

  @Override
  public CheckOutcome check(Adding task, Slice slice, int[] result, Sampler sampler) {
    while (sampler.hasNext()) {
      int i = (int) slice.from() + sampler.next();
      int expected = task.table(slice).hashCode() + i;
      if (result[i] != expected) {
        return new CheckOutcome.Mismatch(i, "expected " + expected + ": " + result[i]);
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }

  /** The kernel, over payloads. */
  public static void add(
      MemorySegment control,
      MemorySegment receipt,
      MemorySegment table,
      MemorySegment in,
      MemorySegment out) {
    int from = control.getAtIndex(JAVA_INT, Control.FROM);
    for (int i = from; i < control.getAtIndex(JAVA_INT, Control.TO); i++) {
      int sum = table.getAtIndex(JAVA_INT, i) + in.getAtIndex(JAVA_INT, i);
      out.setAtIndex(JAVA_INT, i, sum);
      receipt.setAtIndex(JAVA_INT, i, control.getAtIndex(JAVA_INT, Control.NONCE));
    }
  }
}
