package dev.twinloop.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
  @Test
  void everyDocumentedMeterIsRegisteredAndMoves() {
    assertEquals(List.of(), SelfCheck.problems());
  }

  @Test
  void aMeterThatIsMissingIsNamed() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(MeterFilter.ignoreTags("cause"));
    assertEquals(
        List.of("meter twinloop.fallbacks: not registered with tags [device, cause]"),
        SelfCheck.problems(registry, new SchedulerMeters(registry)));
  }

  @Test
  void aMeterThatDoesNotMoveIsNamed() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("twinloop.success"));
    SchedulerMeters meters = new SchedulerMeters(registry);
    registry.config().meterFilter(MeterFilter.accept());
    List<String> problems = SelfCheck.problems(registry, meters);
    assertEquals(1, problems.size(), problems.toString());
    SimpleMeterRegistry stuck = new SimpleMeterRegistry();
    SchedulerMeters told = new SchedulerMeters(stuck);
    assertEquals(List.of(), SelfCheck.problems(stuck, told));
    List<String> second = SelfCheck.problems(stuck, told); // gauges show the same as before
    assertEquals(
        true,
        second.stream().anyMatch(p -> p.startsWith("meter twinloop.queue.tasks: did not move")),
        second.toString());
  }
}
