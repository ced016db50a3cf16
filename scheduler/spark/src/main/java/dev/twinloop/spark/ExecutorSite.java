package dev.twinloop.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * What {@link TwinloopPlugin} knows of this executor: the resources that Spark gave it, the driver
 * that can be asked, and what was counted. Thread-safe.
 */
final class ExecutorSite {
  private static final System.Logger LOG = System.getLogger(ExecutorSite.class.getName());
  private static final AtomicReference<ExecutorSite> CURRENT = new AtomicReference<>();

  private final PluginContext context;
  private final Counts counts = new Counts();
  private final Map<Integer, Optional<Integer>> jobs = new ConcurrentHashMap<>();

  private ExecutorSite(PluginContext context) {
    this.context = context;
  }

  /** The plugin's executor begins. */
  static ExecutorSite enter(PluginContext context) {
    ExecutorSite site = new ExecutorSite(context);
    CURRENT.set(site);
    return site;
  }

  /** The plugin's executor ends. */
  static void leave() {
    CURRENT.set(null);
  }

  /** This executor's, where the plugin is set. */
  static Optional<ExecutorSite> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** What this executor's tasks did. */
  Counts counts() {
    return counts;
  }

  /** All addresses of a resource that Spark gave to this executor. */
  List<String> addresses(String resource) {
    ResourceInformation assigned = context.resources().get(resource);
    return assigned == null ? List.of() : Arrays.asList(assigned.addresses());
  }

  /** The job of a stage, as the driver says; asked once a stage. */
  Optional<Integer> job(int stage) {
    return jobs.computeIfAbsent(stage, this::ask);
  }

  private Optional<Integer> ask(int stage) {
    try {
      return context.ask(new JobsOfStages.Question(stage)) instanceof Integer job && job >= 0
          ? Optional.of(job)
          : Optional.empty();
    } catch (Exception e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "trace ids of stage {0} name no job: the driver did not answer: {1}",
          stage,
          e);
      return Optional.empty();
    }
  }
}
