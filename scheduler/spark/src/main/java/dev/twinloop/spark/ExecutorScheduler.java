package dev.twinloop.spark;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The one scheduler of this executor, opened on first use, and what else operations share there
 * ({@link SharedResource}). Spark makes the objects of a closure anew for each task, so what
 * outlives a task hangs on the JVM.
 *
 * <p>{@link TwinloopPlugin} closes it with the executor; without the plugin it ends with the JVM,
 * or when another Spark application of the same JVM uses its own for the first time.
 */
final class ExecutorScheduler {
  private static final System.Logger LOG = System.getLogger(ExecutorScheduler.class.getName());
  private static @Nullable ExecutorScheduler current;

  private final SparkEnv environment;
  private final SchedulerConfig config;
  private final BatchMemory memory;
  private final ResidentSets residents;
  private final List<String> addresses;
  private final Map<String, AutoCloseable> resources = new LinkedHashMap<>();
  private @Nullable HybridScheduler scheduler;
  private final Map<Long, AtomicInteger> numbers = new ConcurrentHashMap<>();

  private ExecutorScheduler(SparkOptions options, List<String> addresses) {
    this.environment = SparkEnv.get();
    this.addresses = addresses;
    this.config = options.scheduler(addresses);
    this.memory = new BatchMemory(bytes -> scheduler().allocate(bytes));
    this.residents = new ResidentSets(options.residentBytes());
    LOG.log(
        System.Logger.Level.INFO,
        "executor {0}: strategy={1}, assigned {2}={3}",
        environment.executorId(),
        options.strategy(),
        options.resource(),
        addresses);
  }

  /**
   * This executor's, opened now if it is the first use. Called by Spark's task threads.
   *
   * @throws IllegalStateException if Spark assigned a device to this task that the scheduler was
   *     not opened with
   */
  static synchronized ExecutorScheduler get(SparkOptions options) {
    ExecutorScheduler open = current;
    if (open != null && open.environment != SparkEnv.get()) {
      close();
      open = null;
    }
    List<String> own = ofThisTask(options.resource());
    if (open == null) {
      open =
          new ExecutorScheduler(
              options,
              ExecutorSite.current()
                  .map(site -> site.addresses(options.resource()))
                  .filter(all -> !all.isEmpty())
                  .orElse(own));
      current = open;
    }
    if (!open.addresses.containsAll(own)) {
      throw new IllegalStateException(
          "executor %s: its scheduler was opened with %s=%s, this task has %s; set spark.plugins=%s, which knows all addresses of an executor"
              .formatted(
                  SparkEnv.get().executorId(),
                  options.resource(),
                  open.addresses,
                  own,
                  TwinloopPlugin.class.getName()));
    }
    return open;
  }

  /** Closes it, if it is open; the next use opens another. */
  static synchronized void close() {
    ExecutorScheduler open = current;
    current = null;
    if (open != null) {
      open.end();
    }
  }

  private synchronized void end() {
    resources.forEach(
        (name, resource) -> {
          try {
            resource.close();
          } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "resource " + name + " was not closed", e);
          }
        });
    if (scheduler != null) {
      scheduler.close();
    }
  }

  private static List<String> ofThisTask(String resource) {
    ResourceInformation assigned = TaskContext.get().resourcesJMap().get(resource);
    return assigned == null ? List.of() : Arrays.asList(assigned.addresses());
  }

  synchronized HybridScheduler scheduler() {
    HybridScheduler open = scheduler == null ? HybridScheduler.open(config) : scheduler;
    scheduler = open;
    return open;
  }

  boolean cpuAlone() {
    return config.strategy() == Strategy.CPU_ONLY;
  }

  /** The resource of this name, opened if this is its first use in this executor. */
  synchronized <S extends AutoCloseable> S resource(SharedResource<S> shared) {
    AutoCloseable open = resources.get(shared.name());
    if (open == null) {
      open = shared.opening().open(config);
      resources.put(shared.name(), open);
    }
    return shared.type().cast(open);
  }

  BatchMemory memory() {
    return memory;
  }

  ResidentSets residents() {
    return residents;
  }

  /** Counts the Twinloop tasks of one Spark task, over all operations that it chains. */
  int number(TaskContext context) {
    return numbers
        .computeIfAbsent(
            context.taskAttemptId(),
            id -> {
              context.addTaskCompletionListener((TaskCompletionListener) _ -> numbers.remove(id));
              return new AtomicInteger();
            })
        .getAndIncrement();
  }
}
