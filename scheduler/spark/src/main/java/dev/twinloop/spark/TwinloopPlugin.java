package dev.twinloop.spark;

import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Ties the executor's scheduler to the executor's life and shows what it did among Spark's metrics
 * ({@code plugin.dev.twinloop.spark.TwinloopPlugin.*}). Named in {@code
 * spark.plugins=dev.twinloop.spark.TwinloopPlugin}.
 */
public final class TwinloopPlugin implements SparkPlugin {
  @Override
  public @Nullable DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new SchedulerLife();
  }

  private static final class SchedulerLife implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      MetricRegistry registry = context.metricRegistry();
      ExecutorCounts.byMetric().forEach((name, count) -> registry.gauge(name, () -> count::sum));
    }

    @Override
    public void shutdown() {
      ExecutorScheduler.close();
    }
  }
}
