package dev.twinloop.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.EngineType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final Timeline timeline = new Timeline(clock::get);

  @Test
  void aSampleHoldsWhatHappenedSinceTheLast() {
    timeline.slice("t1", Story.TYPE, Story.slice("cpu", EngineType.CPU, 1000));
    timeline.slice("t1", Story.TYPE, Story.slice("cuda:0", EngineType.GPU, 3000));
    timeline.task(Story.task(Duration.ofMillis(1), Story.slice("cpu", EngineType.CPU, 4000)));
    clock.addAndGet(2000);
    timeline.tick(SchedulerView.IDLE);
    clock.addAndGet(1000);
    timeline.tick(SchedulerView.IDLE);
    Timeline.Sample first = timeline.samples().getFirst();
    assertEquals(Map.of("cpu", 1000L, "cuda:0", 3000L), first.items());
    assertEquals(0.75, first.gpuShare());
    assertEquals(2.0, first.seconds());
    assertEquals(1, first.done());
    assertEquals(1e6, first.taskNs().getFirst(), 1e4);
    Timeline.Sample idle = timeline.samples().getLast();
    assertEquals(0, idle.done());
    assertEquals(List.of(), idle.taskNs());
    assertEquals(Map.of("cpu", 0L, "cuda:0", 0L), idle.items());
  }

  @Test
  void aDeviceThatFailsAndComesBackLeavesItsTrace() {
    for (int second = 0; second < 100; second++) {
      Story.second(timeline, second);
      clock.addAndGet(1000);
      timeline.tick(SchedulerView.IDLE);
    }
    assertEquals(
        List.of("starting", "trial", "ready", "cooling-down", "ready"),
        timeline.changes().stream()
            .filter(c -> c.deviceId().equals("cuda:0"))
            .map(c -> c.phase().text())
            .toList());
    Timeline.Sample sixty = timeline.samples().get(60);
    assertEquals(1, sixty.mismatches());
    assertEquals(1, sixty.fallbacks());
    assertEquals(0.0, sixty.gpuShare());
    assertEquals(1, timeline.failed(), "the cancelled one is not counted");
    assertEquals(2000, timeline.done());
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 1000; i++) {
      timeline.event(
          Story.event(dev.twinloop.scheduler.SchedulerEvent.Kind.WORKER_STARTING, "cuda:0"));
      clock.addAndGet(1000);
      timeline.tick(SchedulerView.IDLE);
    }
    assertEquals(300, timeline.samples().size());
    assertTrue(timeline.changes().size() <= 500);
    assertEquals(clock.get(), timeline.samples().getLast().atMs());
  }
}
