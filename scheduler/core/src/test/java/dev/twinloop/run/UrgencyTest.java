package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.HandDevice;
import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Slicing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tasks with a deadline beside a load that keeps a device busy: they waited for slots that other
 * tasks' slices held, and were sent to the slower place because of a queue that they overtake.
 */
class UrgencyTest {
  private static final int SLICE = 16;
  private static final SchedulerConfig GPU =
      SchedulerConfig.defaults()
          .withStrategy(Strategy.GPU_ONLY)
          .withSliceItems(SLICE)
          .withSampleRate(1);
  private static final long NO_DEADLINE = Long.MAX_VALUE;
  private static final long SECOND = 1_000_000_000;
  private static final Slicing BUS = new Slicing(1 << 20, false, 64);
  private static final Slicing ARITHMETIC = BUS.keptBusyBy(1 << 18);

  private final HandDevice hand = new HandDevice("toy:0");
  private final Bench bench = new Bench(GPU, hand);

  private Bench.Taken<int[]> ordinary() {
    return bench.submit(Hooked.of(SLICE), GPU, NO_DEADLINE);
  }

  private Bench.Taken<int[]> urgent() {
    return bench.submit(Hooked.of(SLICE), GPU, bench.clock.get() + SECOND / 100);
  }

  private void ready() {
    Bench.Taken<int[]> first = ordinary();
    hand.settle();
    bench.tickAndSettle(hand);
    bench.device(0).orElseThrow().run();
    assertTrue(first.ended());
  }

  /** The next slice, after the device has opened the slots that it was asked for. */
  private Optional<Runnable> next() {
    Optional<Runnable> slice = bench.device(0);
    if (slice.isEmpty()) {
      hand.settle();
      slice = bench.device(0);
    }
    return slice;
  }

  @Test
  void whileSuchTasksComeTheLastSlotIsTheirs() {
    ready();
    Bench.Taken<int[]> u = urgent();
    next().orElseThrow().run();
    assertTrue(u.ended());
    List<Bench.Taken<int[]>> others = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      others.add(ordinary());
    }
    Runnable held = next().orElseThrow(); // a slice that takes long
    assertTrue(next().isEmpty(), "of two slots one is kept");
    Bench.Taken<int[]> soon = urgent();
    next().orElseThrow().run();
    assertTrue(soon.ended(), "it did not wait for the other's slice");
    assertArrayEquals(Hooked.of(SLICE).expected(), soon.value());
    assertTrue(next().isEmpty(), "and the next one will not either");
    held.run();
    for (Optional<Runnable> slice = next(); slice.isPresent(); slice = next()) {
      slice.get().run();
    }
    assertTrue(others.stream().allMatch(Bench.Taken::ended), "one slot serves the others");
  }

  @Test
  void afterASecondWithoutSuchATaskEverySlotIsEverybodys() {
    ready();
    ordinary();
    Runnable first = next().orElseThrow();
    urgent();
    next().orElseThrow().run(); // in a second slot, which was opened for it
    first.run();
    ordinary();
    ordinary();
    Runnable held = next().orElseThrow();
    assertTrue(next().isEmpty());
    bench.clock.addAndGet(2 * SECOND);
    bench.dispatcher.tick();
    Runnable second = next().orElseThrow();
    held.run();
    second.run();
  }

  /** 65,536 signatures had as many threads as the device holds: four kernels waited for them. */
  @Test
  void besidesSuchTasksOtherSlicesLeaveRoomOnTheDevice() {
    assertEquals(1 << 14, Urgency.besides(ARITHMETIC, 132, 1 << 16));
    assertEquals(1 << 10, Urgency.besides(ARITHMETIC, 132, 1 << 10));
    assertEquals(1 << 16, Urgency.besides(BUS, 132, 1 << 16), "its kernels are short");
    assertEquals(1 << 16, Urgency.besides(ARITHMETIC, 0, 1 << 16));
    assertEquals(1 << 16, Urgency.besides(ARITHMETIC.inFewSlices(), 132, 1 << 16));
    assertEquals(1 << 15, Urgency.besides(ARITHMETIC.inUnitsOf(1 << 15), 132, 1 << 16));
  }

  /**
   * Five slices of 65,536 signatures each, whose threads shared the units with those of the task
   * with the deadline: its kernel took 7.7 ms instead of 3.5, and every hundredth was late.
   */
  @Test
  void besidesSuchTasksFewSlicesOfArithmeticRunAtATime() {
    HandDevice six = new HandDevice("toy:0", 6);
    SchedulerConfig config =
        GPU.withSliceItems(128) // one slice of a device of one unit
            .withThresholds(Thresholds.defaults().with("urgentSlices", "2"));
    Bench room = new Bench(config, six);
    warm(room, six, config);
    List<Bench.Taken<int[]>> heavy = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      heavy.add(room.submit(Hooked.arithmetic(128), config, NO_DEADLINE));
    }
    Runnable first = slice(room, six).orElseThrow();
    Runnable second = slice(room, six).orElseThrow();
    assertTrue(slice(room, six).isEmpty(), "two slices are all the arithmetic that it takes");
    Bench.Taken<int[]> light = room.submit(Hooked.of(16), config, NO_DEADLINE);
    slice(room, six).orElseThrow().run();
    assertTrue(light.ended(), "what is not bound by arithmetic goes on");
    Bench.Taken<int[]> urgent =
        room.submit(Hooked.arithmetic(128), config, room.clock.get() + SECOND);
    slice(room, six).orElseThrow().run();
    assertTrue(urgent.ended(), "and so does what has a deadline");
    first.run();
    Runnable third = slice(room, six).orElseThrow();
    assertTrue(slice(room, six).isEmpty());
    room.clock.addAndGet(3 * SECOND);
    room.dispatcher.tick();
    slice(room, six).orElseThrow().run(); // such tasks come no more
    second.run();
    third.run();
    assertTrue(heavy.stream().allMatch(Bench.Taken::ended));
  }

  /** Compiles both programs; the one of arithmetic has five slots, and a stream of deadlines. */
  private static void warm(Bench room, HandDevice hand, SchedulerConfig config) {
    Bench.Taken<int[]> light = room.submit(Hooked.of(16), config, NO_DEADLINE);
    Bench.Taken<int[]> heavy = room.submit(Hooked.arithmetic(128), config, NO_DEADLINE);
    hand.settle();
    room.tickAndSettle(hand);
    slice(room, hand).orElseThrow().run();
    slice(room, hand).orElseThrow().run();
    assertTrue(light.ended() && heavy.ended());
    List<Runnable> urgent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      room.submit(Hooked.arithmetic(128), config, room.clock.get() + SECOND);
      urgent.add(slice(room, hand).orElseThrow());
    }
    urgent.forEach(Runnable::run);
  }

  /** The next slice, after the device has opened the slots that it was asked for. */
  private static Optional<Runnable> slice(Bench room, HandDevice hand) {
    Optional<Runnable> slice = room.device(0);
    if (slice.isEmpty()) {
      hand.settle();
      slice = room.device(0);
    }
    return slice;
  }

  /**
   * Tasks with deadlines stayed on the CPU, since the device had taken 50 ms once, while it
   * compiled. No copy was timed after that: the device was never idle.
   */
  @Test
  void aCopyIsTimedOnADeviceThatIsNeverIdle() {
    HandDevice three = new HandDevice("toy:0", 3);
    Bench room = new Bench(GPU, three);
    warmLight(room, three);
    room.submit(Hooked.of(16), GPU, NO_DEADLINE);
    Runnable held = slice(room, three).orElseThrow();
    Bench.Taken<int[]> other = room.submit(Hooked.of(32), GPU, NO_DEADLINE);
    Desk desk = room.dispatcher.desks().getFirst();
    Runnable second = slice(room, three).orElseThrow();
    Runnable third = slice(room, three).orElseThrow();
    desk.probes().add(other.run());
    assertFalse(desk.mayTime(), "all three slots have slices");
    third.run();
    second.run();
    Bench.Taken<int[]> probed = room.submit(Hooked.of(16), GPU, NO_DEADLINE);
    Runnable running = slice(room, three).orElseThrow();
    desk.probes().clear();
    desk.probes().add(probed.run());
    assertFalse(desk.mayTime(), "one slot is left to real work");
    running.run();
    assertTrue(desk.mayTime(), "one slice keeps it busy");
    held.run();
  }

  private static void warmLight(Bench room, HandDevice hand) {
    Bench.Taken<int[]> light = room.submit(Hooked.of(16), GPU, NO_DEADLINE);
    hand.settle();
    room.tickAndSettle(hand);
    slice(room, hand).orElseThrow().run();
    assertTrue(light.ended());
    List<Runnable> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      room.submit(Hooked.of(16), GPU, room.clock.get() + SECOND);
      all.add(slice(room, hand).orElseThrow());
    }
    all.forEach(Runnable::run);
    room.clock.addAndGet(3 * SECOND);
  }

  @Test
  void aSliceThatIsTheOnlyOneNeverWaits() {
    assertEquals(1 << 16, Urgency.threads(ARITHMETIC, 132, 1 << 16));
    assertEquals(132 * 128, Urgency.threads(BUS.inFewSlices(), 132, 1 << 10));
    assertEquals(0, Urgency.threads(BUS, 132, 1 << 16), "its kernels are short");
    assertEquals(0, Urgency.threads(ARITHMETIC, 0, 1 << 16), "units that nobody knows of");
    SchedulerConfig large = GPU.withSliceItems(1024); // eight times what a unit shall have
    HandDevice six = new HandDevice("toy:0", 6);
    Bench room = new Bench(large, six);
    Bench.Taken<int[]> task = room.submit(Hooked.arithmetic(1024), large, NO_DEADLINE);
    six.settle();
    room.tickAndSettle(six);
    room.submit(Hooked.arithmetic(1024), large, room.clock.get() + SECOND);
    slice(room, six).orElseThrow().run();
    slice(room, six).orElseThrow().run();
    assertTrue(task.ended());
  }

  /** Its turn comes first, so that what others still need says nothing of when it is done. */
  @Test
  void theQueueThatATaskOvertakesIsNotCounted() {
    Load load = new Load();
    List<TaskRun<?>> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(ordinary().run());
    }
    others.forEach(task -> load.assign(task, 7));
    TaskRun<?> first = urgent().run();
    bench.clock.addAndGet(SECOND);
    TaskRun<?> later = urgent().run();
    load.assign(first, 2);
    load.assign(later, 3);
    assertEquals(0, load.backlogNs(first));
    assertEquals(0, load.tasks(first));
    assertEquals(2, load.backlogNs(later));
    assertEquals(1, load.tasks(later));
    assertEquals(2 * 7 + 2 + 3, load.backlogNs(others.getFirst()));
    assertEquals(4, load.tasks(others.getFirst()));
    load.dismiss(first);
    assertEquals(0, load.backlogNs(later));
    assertFalse(first.equals(later));
  }
}
