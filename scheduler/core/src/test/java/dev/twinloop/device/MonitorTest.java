package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static final int STEPS = 200_000;

  private final Monitor monitor = new Monitor(_ -> {});

  /**
   * Two tasks that wanted a device at once started it twice: one thread did the steps that another
   * had noted, and so did the other. The device was on trial for ever after.
   */
  @Test
  void aStepIsDoneOnceHoweverManyThreadsComeAndGo() throws InterruptedException {
    AtomicIntegerArray done = new AtomicIntegerArray(STEPS);
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = first; i < STEPS; i += 4) {
                      int step = i;
                      monitor.locked(() -> {});
                      monitor.locked(() -> monitor.later(() -> done.incrementAndGet(step)));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(
        List.of(), IntStream.range(0, STEPS).filter(i -> done.get(i) != 1).boxed().toList());
  }

  @Test
  void aStepMayLockAgainButTheLockIsNotReentrant() {
    List<String> steps = new ArrayList<>();
    monitor.locked(() -> monitor.later(() -> monitor.locked(() -> steps.add("inner"))));
    assertEquals(List.of("inner"), steps);
    assertThrows(IllegalStateException.class, () -> monitor.locked(() -> monitor.locked(() -> {})));
  }
}
