package dev.twinloop.spark;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Ties the executor's scheduler to the executor's life, tells it all devices that Spark assigned,
 * lets trace ids name the job, and shows what tasks did among Spark's metrics. Named in {@code
 * spark.plugins=dev.twinloop.spark.TwinloopPlugin}.
 *
 * <table>
 * <caption>Metrics, all below {@code plugin.dev.twinloop.spark.TwinloopPlugin}</caption>
 * <tr><th>executor</th><th>driver: the whole application</th></tr>
 * <tr><td>{@code tasks}</td><td>{@code application.tasks}</td></tr>
 * <tr><td>{@code items.cpu}</td><td>{@code application.items.cpu}</td></tr>
 * <tr><td>{@code items.accelerator}</td><td>{@code application.items.accelerator}</td></tr>
 * <tr><td>{@code fallbacks}</td><td>{@code application.fallbacks}</td></tr>
 * </table>
 */
public final class TwinloopPlugin implements SparkPlugin {
  @Override
  public DriverPlugin driverPlugin() {
    return new ApplicationView();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new SchedulerLife();
  }

  private static final class ApplicationView implements DriverPlugin {
    private final JobsOfStages jobs = new JobsOfStages();
    private final Counts counts = new Counts();

    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
      spark.addSparkListener(jobs);
      spark.addSparkListener(new ApplicationCounts(counts));
      return Map.of();
    }

    @Override
    public void registerMetrics(String applicationId, PluginContext context) {
      register(context, "application.", counts);
    }

    @Override
    public Object receive(Object message) throws InterruptedException {
      return message instanceof JobsOfStages.Question question ? jobs.of(question) : -1;
    }
  }

  private static final class SchedulerLife implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      register(context, "", ExecutorSite.enter(context).counts());
    }

    @Override
    public void shutdown() {
      ExecutorScheduler.close();
      ExecutorSite.leave();
    }
  }

  private static void register(PluginContext context, String prefix, Counts counts) {
    counts
        .byMetric()
        .forEach((name, count) -> context.metricRegistry().gauge(prefix + name, () -> count::sum));
  }
}
