package dev.twinloop.spark;

import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.task.Task;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/** What the tasks of one operation on one partition share. Used by the partition's thread. */
final class PartitionWork {
  private final ExecutorScheduler executor;
  private final SparkOptions options;
  private final TaskTotals totals;
  private final TaskContext context;
  private final OptionalInt job;

  private PartitionWork(ExecutorScheduler executor, SparkOptions options, TaskTotals totals) {
    this.executor = executor;
    this.options = options;
    this.totals = totals;
    this.context = TaskContext.get();
    this.job =
        ExecutorSite.current().flatMap(site -> site.job(context.stageId())).stream()
            .mapToInt(Integer::intValue)
            .findFirst();
  }

  /** Work on the partition that this thread computes; opens the executor's scheduler if need be. */
  static PartitionWork begin(SparkOptions options, TaskTotals totals) {
    return new PartitionWork(ExecutorScheduler.get(options), options, totals);
  }

  /** The tasks of a partition, a few at a time. */
  <I, O> Iterator<O> tasks(Iterator<I> inputs, Function<I, TaskWindow.Job<?, O>> start) {
    return new TaskWindow<>(inputs, start, this);
  }

  TaskContext context() {
    return context;
  }

  int inFlight() {
    return options.inFlight();
  }

  /** Whether no device may be used: then nothing has to leave the heap. */
  boolean cpuAlone() {
    return executor.cpuAlone();
  }

  BatchMemory.Lent lend() {
    return executor.memory().lend();
  }

  ResidentSets residents() {
    return executor.residents();
  }

  /** Starts a task under a trace id of its own; waits where the scheduler has no room. */
  <R> TaskHandle<R> submit(Task<R> task) {
    TaskTrace trace =
        TaskTrace.of(context, SparkEnv.get().conf().getAppId(), job, executor.number(context));
    return executor
        .scheduler()
        .submit(task, Submission.plain().traced(trace.parent()).waitingForRoom());
  }

  void ended(TaskReport report) {
    TaskTotals.Totals more = TaskTotals.Totals.of(report);
    totals.add(more);
    ExecutorSite.current().ifPresent(site -> site.counts().add(more));
  }
}
