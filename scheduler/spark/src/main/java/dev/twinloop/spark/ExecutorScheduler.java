package dev.twinloop.spark;

import dev.twinloop.scheduler.HybridScheduler;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;

/**
 * The one scheduler of this executor, opened on first use. Spark makes the objects of a closure
 * anew for each task, so what outlives a task hangs on the JVM: this is the module's only static
 * state.
 *
 * <p>{@link TwinloopPlugin} closes it with the executor; without the plugin it ends with the JVM.
 */
final class ExecutorScheduler {
  private static final System.Logger LOG = System.getLogger(ExecutorScheduler.class.getName());
  private static @Nullable ExecutorScheduler current;

  private final HybridScheduler scheduler;
  private final BatchMemory memory;
  private final ResidentSets residents = new ResidentSets();

  private ExecutorScheduler(HybridScheduler scheduler) {
    this.scheduler = scheduler;
    this.memory = new BatchMemory(scheduler::allocate);
  }

  /** This executor's, opened now if it is the first use. Called by Spark's task threads. */
  static synchronized ExecutorScheduler get(SparkOptions options) {
    ExecutorScheduler open = current;
    if (open == null) {
      List<String> addresses = addresses(options.resource());
      open = new ExecutorScheduler(HybridScheduler.open(options.scheduler(addresses)));
      LOG.log(
          System.Logger.Level.INFO,
          "executor {0}: scheduler open, strategy={1}, assigned {2}={3}",
          SparkEnv.get().executorId(),
          options.strategy(),
          options.resource(),
          addresses);
      current = open;
    }
    return open;
  }

  /** Closes it, if it is open; the next use opens another. */
  static synchronized void close() {
    ExecutorScheduler open = current;
    current = null;
    if (open != null) {
      open.scheduler.close();
    }
  }

  private static List<String> addresses(String resource) {
    TaskContext context = TaskContext.get();
    ResourceInformation assigned = context == null ? null : context.resourcesJMap().get(resource);
    return assigned == null ? List.of() : Arrays.asList(assigned.addresses());
  }

  HybridScheduler scheduler() {
    return scheduler;
  }

  BatchMemory memory() {
    return memory;
  }

  ResidentSets residents() {
    return residents;
  }
}
