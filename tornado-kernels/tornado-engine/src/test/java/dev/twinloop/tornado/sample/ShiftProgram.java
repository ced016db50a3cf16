package dev.twinloop.tornado.sample;

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

/** Computes {@link ShiftTask}; the base is a resident buffer, twice it lives in scratch. */
public record ShiftProgram() implements Program<ShiftTask, int[]> {
  @Override
  public Slicing slicing() {
    return new Slicing(1 << 20, false, 8);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(
        BufferSpec.resident("base", ElementType.INT, capacity),
        BufferSpec.scratch("doubled", ElementType.INT, capacity),
        BufferSpec.output("sum", ElementType.INT, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(ShiftKernels.class, "twice", capacity, "base", "doubled"),
        KernelCall.of(ShiftKernels.class, "shift", capacity, "base", "doubled", "sum"));
  }

  @Override
  public int[] newResult(ShiftTask task) {
    return new int[(int) task.items()];
  }

  @Override
  public Optional<Object> residentVersion(ShiftTask task, Slice slice) {
    return Optional.of(List.of(task.factor(), slice));
  }

  @Override
  public void encode(ShiftTask task, Slice slice, Buffers buffers) {
    if (buffers.refresh()) {
      MemorySegment base = buffers.payload("base");
      for (int i = 0; i < slice.size(); i++) {
        base.setAtIndex(JAVA_INT, i, task.factor() * ((int) slice.from() + i));
      }
    }
    buffers.control(0).items(buffers.refresh() ? slice.size() : 0);
    buffers.control(1).items(slice.size()).parameter(Control.FIRST_PARAMETER, task.shift());
  }

  @Override
  public void decode(ShiftTask task, Slice slice, Buffers buffers, int[] result) {
    MemorySegment sum = buffers.payload("sum");
    MemorySegment.copy(sum, JAVA_INT, 0, result, (int) slice.from(), slice.size());
  }

  @Override
  public CheckOutcome check(ShiftTask task, Slice slice, int[] result, Sampler sampler) {
    while (sampler.hasNext()) {
      int item = (int) slice.from() + sampler.next();
      if (result[item] != task.expected(item)) {
        return new CheckOutcome.Mismatch(item, "actual=" + result[item]);
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }
}
