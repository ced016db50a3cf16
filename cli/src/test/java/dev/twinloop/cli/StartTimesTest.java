package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartTimesTest {
  @Test
  void stepsAreToldInTheirOrderAndOnceWithGrowingTimes() {
    StartTimes times = new StartTimes(true, Caller.THIS_PROCESS);
    times.reached("scheduler open");
    List<Kind> kinds = List.of(Kind.WORKER_STARTING, Kind.WORKER_STARTED, Kind.DEVICE_READY);
    for (Kind kind : kinds) {
      times.event(new SchedulerEvent("", kind, "cuda:0", 0, "text"));
      times.event(new SchedulerEvent("", kind, "cuda:0", 0, "again"));
    }
    times.event(new SchedulerEvent("", Kind.FALLBACK, "cuda:0", 0, "is no step"));
    String line = times.line();
    String[] steps = line.substring(line.indexOf(": ") + 2).split(", ", -1);
    assertEquals(4, steps.length, line);
    List<String> names =
        List.of("scheduler open", "cuda:0 starting", "cuda:0 up", "cuda:0 trusted");
    long before = 0;
    for (int i = 0; i < steps.length; i++) {
      int gap = steps[i].lastIndexOf(' ');
      assertEquals(names.get(i), steps[i].substring(0, gap));
      long ms = Long.parseLong(steps[i].substring(gap + 1));
      assertTrue(ms >= before, line);
      before = ms;
    }
  }

  @Test
  void nothingIsKeptWhereNobodyAsked() {
    StartTimes times = new StartTimes(false, Caller.THIS_PROCESS);
    times.reached("scheduler open");
    assertEquals("times in ms since the start: ", times.line());
  }
}
