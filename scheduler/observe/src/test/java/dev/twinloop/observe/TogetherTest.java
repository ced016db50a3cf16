package dev.twinloop.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {
  @Test
  void oneThatThrowsHidesNothingFromTheOthers() {
    List<SchedulerEvent> seen = new ArrayList<>();
    SchedulerListener broken =
        _ -> {
          throw new IllegalStateException("broken");
        };
    SchedulerListener all = Together.of(broken, seen::add, broken);
    SchedulerEvent event = Story.event(SchedulerEvent.Kind.DEVICE_READY, "cuda:0");
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> all.event(event));
    assertEquals(1, e.getSuppressed().length);
    assertEquals(List.of(event), seen);
  }
}
