package demo;

import dev.twinloop.observe.SchedulerMeters;
import dev.twinloop.observe.SchedulerView;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One scheduler for the process, closed with it. Its meters go where Spring's go. */
@Configuration
class Scheduling {
  /**
   * The scheduler.
   *
   * @param device the device that must do all it can, such as {@code cuda:0}; empty: what is sooner
   */
  @Bean(destroyMethod = "close")
  HybridScheduler scheduler(
      MeterRegistry registry, @Value("${twinloop.device:}") String device) {
    SchedulerMeters meters = new SchedulerMeters(registry);
    SchedulerConfig config = SchedulerConfig.defaults().withListener(meters);
    HybridScheduler scheduler =
        HybridScheduler.open(device.isEmpty() ? config : config.withDevice(device));
    meters.watch(SchedulerView.of(scheduler));
    return scheduler;
  }
}
