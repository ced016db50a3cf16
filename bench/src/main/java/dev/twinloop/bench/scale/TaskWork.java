package dev.twinloop.bench.scale;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.engine.Timings;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * Tasks that are submitted together.
 *
 * @param name of the rows
 * @param items of all tasks together
 * @param tasks makes them, over memory of the scheduler
 */
record TaskWork(String name, long items, Function<HybridScheduler, List<Task<?>>> tasks)
    implements Work {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  @Override
  public Ready open(SchedulerConfig config) {
    HybridScheduler scheduler = HybridScheduler.open(config);
    try {
      return new Submitted(scheduler, tasks.apply(scheduler));
    } catch (RuntimeException | Error e) {
      scheduler.close();
      throw e;
    }
  }

  private record Submitted(HybridScheduler scheduler, List<Task<?>> tasks) implements Ready {
    @Override
    public Outcome run() {
      List<TaskHandle<?>> handles = new ArrayList<>();
      for (Task<?> task : tasks) {
        handles.add(scheduler.submit(task));
      }
      List<TaskResult<?>> results = new ArrayList<>();
      for (TaskHandle<?> handle : handles) {
        results.add(handle.await());
      }
      Map<String, Long> share = new TreeMap<>();
      long again = 0;
      Timings stages = NO_STAGES;
      for (TaskResult<?> result : results) {
        result.report().itemsByDevice().forEach((id, count) -> share.merge(id, count, Long::sum));
        stages = stages.plus(result.report().timings());
        for (SliceReport slice : result.report().slices()) {
          again += slice.fallback().isPresent() ? slice.slice().size() : 0;
        }
      }
      return new Outcome(
          share,
          again,
          stages,
          () -> results.stream().map(result -> number(result.value())).toList());
    }

    @Override
    public void close() {
      scheduler.close();
    }
  }

  /** A number that another answer hardly has. */
  private static long number(Object answer) {
    return switch (answer) {
      case Digests digests -> number(digests.segment());
      case Elements elements -> number(elements.segment());
      case VerdictList<?> verdicts ->
          fold(verdicts.count(), i -> verdicts.get(i).toString().hashCode());
      case MsmSums sums -> sums.all().hashCode();
      default ->
          throw new IllegalArgumentException("answers of " + answer.getClass() + ": not compared");
    };
  }

  private static long number(MemorySegment bytes) {
    return fold(
        bytes.byteSize() / Long.BYTES, i -> bytes.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i));
  }

  private static long fold(long count, LongUnaryOperator values) {
    long number = count;
    for (long i = 0; i < count; i++) {
      number = number * FACTOR + values.applyAsLong(i);
    }
    return number;
  }
}
