package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.HandDevice;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One of several devices fails: another goes on, step by step, without threads. */
class SeveralDevicesTest {
  private static final int SLICE = 16;
  private static final SchedulerConfig AUTO =
      SchedulerConfig.defaults().withSliceItems(SLICE).withSampleRate(1);
  private static final SchedulerConfig GPU = AUTO.withStrategy(Strategy.GPU_ONLY);

  /** Two named devices that are up and have compiled the program, and a task of four slices. */
  private Bench twoReady(SchedulerConfig config, HandDevice one, HandDevice other) {
    Bench bench = new Bench(config, one, other);
    Bench.Taken<int[]> first = bench.submit(Hooked.of(4 * SLICE), config, Long.MAX_VALUE);
    for (int i = 0; i < 2; i++) {
      one.settle();
      bench.tickAndSettle(other);
    }
    while (!first.ended()) {
      bench.device(0).ifPresent(Runnable::run);
      bench.device(1).ifPresent(Runnable::run);
    }
    return bench;
  }

  @Test
  void whatOneOfTwoDevicesFailedToComputeTheOtherComputes() {
    for (SchedulerConfig config :
        List.of(
            GPU.withDevices(List.of("toy:0", "toy:1")),
            AUTO.withDevices(List.of("toy:0", "toy:1")))) {
      HandDevice one = new HandDevice("toy:0");
      Bench bench = twoReady(config, one, new HandDevice("toy:1"));
      one.fails(Optional.of(DeviceException.Code.UNAVAILABLE.exception("its worker was killed")));
      Bench.Taken<int[]> task = bench.submit(Hooked.of(4 * SLICE), config, Long.MAX_VALUE);
      bench.device(0).orElseThrow().run();
      assertFalse(task.ended(), "the other device can go on");
      assertEquals(Optional.empty(), bench.cpu(), "the CPU does not step in");
      for (Optional<Runnable> next = bench.device(1); next.isPresent(); next = bench.device(1)) {
        next.get().run();
      }
      assertArrayEquals(Hooked.of(4 * SLICE).expected(), task.value());
      assertEquals(Map.of("toy:1", 4L * SLICE), task.result.orElseThrow().report().itemsByDevice());
      assertEquals(1, task.result.orElseThrow().report().fallbacks().size());
    }
  }

  /** Six proofs at a time went to two cards of six slots as three quarters and one quarter. */
  @Test
  void tasksOfOneSliceAreSharedEvenly() {
    SchedulerConfig config = GPU.withDevices(List.of("toy:0", "toy:1"));
    List<HandDevice> hands = List.of(new HandDevice("toy:0", 6), new HandDevice("toy:1", 6));
    Bench bench = twoReady(config, hands.get(0), hands.get(1));
    assertEquals(12, ofTasks(12, bench, hands).stream().mapToInt(Integer::intValue).sum());
    assertEquals(List.of(3, 3), ofTasks(6, bench, hands), "each device has six slots open by now");
  }

  /** How many of some tasks of one slice each device takes before any of them ends. */
  private static List<Integer> ofTasks(int count, Bench bench, List<HandDevice> hands) {
    List<Bench.Taken<int[]>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(bench.submit(Hooked.of(SLICE), GPU, Long.MAX_VALUE));
    }
    List<List<Runnable>> taken = List.of(new ArrayList<>(), new ArrayList<>());
    for (int turn = 0; turn < count; turn++) {
      for (int d = 0; d < 2; d++) {
        for (var next = bench.device(d); next.isPresent(); next = bench.device(d)) {
          taken.get(d).add(next.get());
        }
        hands.get(d).advance(Duration.ofMillis(10)); // it opens slots for what has waited
        bench.tickAndSettle(hands.get(d));
      }
    }
    taken.forEach(slices -> slices.forEach(Runnable::run));
    tasks.forEach(task -> assertArrayEquals(Hooked.of(SLICE).expected(), task.value()));
    return taken.stream().map(List::size).toList();
  }

  @Test
  void gpuOnlyFailsWhenTheLastDeviceHas() {
    SchedulerConfig config = GPU.withDevices(List.of("toy:0", "toy:1"));
    HandDevice one = new HandDevice("toy:0");
    HandDevice other = new HandDevice("toy:1");
    Bench bench = twoReady(config, one, other);
    DeviceException killed = DeviceException.Code.UNAVAILABLE.exception("its worker was killed");
    one.fails(Optional.of(killed));
    other.fails(Optional.of(killed));
    Bench.Taken<int[]> task = bench.submit(Hooked.of(4 * SLICE), config, Long.MAX_VALUE);
    bench.device(0).orElseThrow().run();
    bench.device(1).orElseThrow().run();
    TaskState.Failed failed = assertInstanceOf(TaskState.Failed.class, task.end());
    assertTrue(
        String.valueOf(failed.cause().getMessage()).contains("its worker was killed"),
        () -> failed.toString());
    assertEquals(Optional.empty(), bench.cpu());
    // Fault 11: of the last one, too, a fallback was told, and there was none.
    String id = task.run().traceId();
    assertEquals(List.of("FALLBACK " + id + " toy:0", "TASK_FAILED " + id + " toy:1"), bench.told);
  }

  /** What CPU and device took together was never learned, so that nobody knew whether it paid. */
  @Test
  void whatCpuAndDeviceTookTogetherIsACostOfItsOwn() {
    SchedulerConfig config = AUTO.withStrategy(Strategy.LOAD_BALANCE).withCandidate("toy:0");
    HandDevice hand = new HandDevice("toy:0");
    Bench bench = new Bench(config, hand);
    Program<?, ?> program = Hooked.of(1).program().program();
    for (int items : new int[] {SLICE, 4 * SLICE}) {
      bench.costs.of(program, Costs.LOOP).observe(items, 10_000_000, true, 0);
      bench.costs.of(program, "toy:0").observe(items, 10_000_000, true, 0);
    }
    bench.submit(Hooked.of(4 * SLICE), config, Long.MAX_VALUE).run().fail(new Error("over"));
    hand.settle();
    bench.tickAndSettle(hand);

    Bench.Taken<int[]> task = bench.submit(Hooked.of(4 * SLICE), config, Long.MAX_VALUE);
    assertEquals("both", task.run().outlook().decision().place());
    bench.cpu().orElseThrow().run();
    for (int i = 0; i < 9 && !task.ended(); i++) {
      bench.device(0).or(bench::cpu).ifPresent(Runnable::run);
      hand.settle();
    }
    assertArrayEquals(Hooked.of(4 * SLICE).expected(), task.value());
    assertEquals(2, task.result.orElseThrow().report().itemsByDevice().size());
    long now = bench.clock.get();
    assertEquals(1, bench.costs.of(program, Costs.SHARED).estimate(4 * SLICE, now).samples());

    for (int i = 1; i <= 4; i++) { // one after the other: each takes 50 ms
      bench
          .costs
          .of(program, Costs.SHARED)
          .observe(4 * SLICE, 50_000_000, true, now + i * 50_000_000L);
    }
    assertEquals(
        "toy:0",
        bench
            .submit(Hooked.of(4 * SLICE), config, Long.MAX_VALUE)
            .run()
            .outlook()
            .decision()
            .place());
  }
}
