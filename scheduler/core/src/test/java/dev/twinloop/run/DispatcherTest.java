package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.DeviceState;
import dev.twinloop.device.HandDevice;
import dev.twinloop.device.SliceOutcome;
import dev.twinloop.device.SlotRequest;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every interleaving that a fault needed, step by step, without threads. */
class DispatcherTest {
  private static final int SLICE = 16;
  private static final SchedulerConfig CPU =
      SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withSliceItems(SLICE);
  private static final SchedulerConfig GPU =
      SchedulerConfig.defaults()
          .withStrategy(Strategy.GPU_ONLY)
          .withSliceItems(SLICE)
          .withSampleRate(1);
  private static final SchedulerConfig NAMED =
      SchedulerConfig.defaults().withDevice("toy:0").withSliceItems(SLICE).withSampleRate(1);
  private static final long NO_DEADLINE = Long.MAX_VALUE;

  private final HandDevice hand = new HandDevice("toy:0");

  private static Bench.Taken<int[]> submit(Bench bench, SchedulerConfig config, Hooked task) {
    return bench.submit(task, config, NO_DEADLINE);
  }

  /** A device that is up and has compiled the program. */
  private Bench ready(SchedulerConfig config) {
    Bench bench = new Bench(config, hand);
    Bench.Taken<int[]> first = submit(bench, config, Hooked.of(SLICE));
    hand.settle();
    bench.tickAndSettle(hand);
    bench.device(0).ifPresent(Runnable::run);
    bench.cpuAll();
    assertTrue(first.ended());
    return bench;
  }

  @Test
  void gpuOnlyWithoutAnyDeviceSaysThatNoneWasFound() {
    Bench bench = new Bench(GPU);
    Bench.Taken<int[]> task = submit(bench, GPU, Hooked.of(SLICE));
    bench.cpuAll();
    assertTrue(task.ended());
    String said = task.end().toString();
    assertTrue(said.contains("no accelerator works: none was found"), said);
  }

  // ---- faults 1 and 14: handles that completed while others still wrote
  // --------------------------

  @Test
  void aCancelledTaskEndsOnlyWhenItsLastRunHas() {
    Bench bench = new Bench(CPU);
    List<String> steps = new ArrayList<>();
    Bench.Taken<int[]> task = submit(bench, CPU, new Hooked(3 * SLICE, steps::add));
    Runnable first = bench.cpu().orElseThrow();
    Runnable second = bench.cpu().orElseThrow();
    task.run().cancel();
    assertFalse(task.ended(), "two runs may still write into its memory");
    first.run();
    assertFalse(task.ended(), "one run may still write into its memory");
    second.run();
    assertEquals(new TaskState.Cancelled(), task.end());
    assertEquals(2, steps.stream().filter("decode"::equals).count());
    assertEquals(Optional.empty(), bench.cpu(), "the third slice is not run");
    assertEquals(2, steps.stream().filter("decode"::equals).count(), "nothing came late");
  }

  @Test
  void aFailedTaskEndsOnlyWhenItsLastRunHas() {
    Bench bench = new Bench(CPU);
    IllegalStateException bad = new IllegalStateException("of the task's own");
    int[] encodes = {0};
    Bench.Taken<int[]> task =
        submit(
            bench,
            CPU,
            new Hooked(
                3 * SLICE,
                step -> {
                  if (step.equals("encode") && ++encodes[0] == 1) {
                    throw bad;
                  }
                }));
    Runnable first = bench.cpu().orElseThrow();
    Runnable second = bench.cpu().orElseThrow();
    first.run();
    assertFalse(task.ended());
    second.run();
    assertEquals(new TaskState.Failed(bad), task.end());
  }

  @Test
  void whatAnotherTaskWritesAfterwardsIsNotOverwritten() {
    Bench bench = new Bench(CPU);
    Bench.Taken<int[]> doomed = submit(bench, CPU, Hooked.of(2 * SLICE));
    Runnable late = bench.cpu().orElseThrow();
    doomed.run().fail(new IllegalStateException("stopped"));
    Bench.Taken<int[]> next = submit(bench, CPU, Hooked.of(SLICE));
    bench.cpuAll();
    assertArrayEquals(Hooked.of(SLICE).expected(), next.value());
    assertFalse(doomed.ended(), "its caller may not reuse the memory yet");
    late.run();
    assertTrue(doomed.ended());
  }

  @Test
  void aTaskDoesNotEndWhileItsInputsAreCopiedForATrial() {
    Bench bench = new Bench(CPU);
    Bench.Taken<int[]> task = submit(bench, CPU, Hooked.of(SLICE));
    Runnable slice = bench.cpu().orElseThrow();
    assertTrue(task.run().beginGuest());
    slice.run();
    assertFalse(task.ended(), "the guest still reads");
    task.run().endGuest();
    assertInstanceOf(TaskState.Done.class, task.end());
  }

  @Test
  void aCancelDuringTheLastStepChangesNothing() {
    Bench bench = new Bench(CPU);
    List<Bench.Taken<int[]>> self = new ArrayList<>();
    Bench.Taken<int[]> task =
        submit(
            bench,
            CPU,
            new Hooked(
                SLICE,
                step -> {
                  if (step.equals("finish")) {
                    self.getFirst().run().cancel();
                    assertFalse(self.getFirst().ended(), "it still finishes");
                  }
                }));
    self.add(task);
    bench.cpuAll();
    assertInstanceOf(TaskState.Done.class, task.end());
    assertArrayEquals(Hooked.of(SLICE).expected(), task.value());
  }

  // ---- faults 2, 19, 20: queued tasks
  // ------------------------------------------------------------

  @Test
  void aTaskCancelledWhileQueuedRunsNothingAndEndsAtOnce() {
    Bench bench = new Bench(CPU);
    List<String> steps = new ArrayList<>();
    Bench.Taken<int[]> task = submit(bench, CPU, new Hooked(3 * SLICE, steps::add));
    task.run().cancel();
    assertEquals(new TaskState.Cancelled(), task.end());
    assertEquals(Optional.empty(), bench.cpu());
    assertEquals(List.of(), steps, "not even its result was made");
  }

  @Test
  void tasksThatWaitHoldNoThreadAndNoResult() {
    Bench bench = new Bench(CPU);
    List<String> steps = new ArrayList<>();
    List<Bench.Taken<int[]>> tasks =
        IntStream.range(0, 10_000)
            .mapToObj(_ -> submit(bench, CPU, new Hooked(SLICE, steps::add)))
            .toList();
    assertEquals(List.of(), steps);
    bench.cpuAll();
    assertTrue(tasks.stream().allMatch(Bench.Taken::ended));
  }

  @Test
  void aSmallTaskGoesBeforeTheNextSliceOfALargeOne() {
    Bench bench = new Bench(CPU);
    Bench.Taken<int[]> large = submit(bench, CPU, Hooked.of(1000 * SLICE));
    for (int i = 0; i < 5; i++) {
      bench.cpu().orElseThrow().run();
      large.run().share().charge(4_000_000);
    }
    Bench.Taken<int[]> small = submit(bench, CPU, Hooked.of(SLICE));
    bench.cpu().orElseThrow().run();
    assertTrue(small.ended());
    assertFalse(large.ended());
  }

  @Test
  void aDeadlineGoesBeforeAllAndTheEarlierOneFirst() {
    Bench bench = new Bench(CPU);
    submit(bench, CPU, Hooked.of(SLICE));
    Bench.Taken<int[]> later = bench.submit(Hooked.of(SLICE), CPU, 2_000_000_000L);
    Bench.Taken<int[]> sooner = bench.submit(Hooked.of(SLICE), CPU, 1_000_000_000L);
    bench.cpu().orElseThrow().run();
    assertTrue(sooner.ended());
    assertFalse(later.ended());
    bench.cpu().orElseThrow().run();
    assertTrue(later.ended());
  }

  @Test
  void aLargeTaskIsServedBesideAStreamOfSmallOnes() {
    Bench bench = new Bench(CPU);
    Bench.Taken<int[]> large = submit(bench, CPU, Hooked.of(20 * SLICE));
    for (int i = 0; i < 100 && !large.ended(); i++) {
      Bench.Taken<int[]> small = submit(bench, CPU, Hooked.of(SLICE));
      for (int k = 0; k < 2; k++) {
        bench.cpu().ifPresent(Runnable::run);
      }
      small.run().share().charge(1_000_000);
    }
    assertTrue(large.ended());
  }

  // ---- fault 15: a device that is caught lying
  // ---------------------------------------------------

  @Test
  void whatALiarDeliveredBeforeIsComputedAgain() {
    Bench bench = ready(NAMED);
    Bench.Taken<int[]> task = submit(bench, NAMED, Hooked.of(4 * SLICE));
    bench.device(0).orElseThrow().run();
    bench.device(0).orElseThrow().run();
    hand.lies(true);
    bench.device(0).orElseThrow().run();
    assertTrue(
        bench.told.contains(Telling.Incident.DOUBTED + " " + task.run().traceId() + " toy:0"));
    bench.cpuAll();
    assertArrayEquals(Hooked.of(4 * SLICE).expected(), task.value());
    assertEquals(Map.of("cpu", 4L * SLICE), task.result.orElseThrow().report().itemsByDevice());
  }

  /** The CPU is not checked as a rule; what an accelerator got wrong is, also by default. */
  @Test
  void whatIsComputedAgainAfterALieIsCheckedToo() {
    SchedulerConfig config = SchedulerConfig.defaults().withDevice("toy:0").withSliceItems(SLICE);
    Bench bench = ready(config);
    Bench.Taken<int[]> task = submit(bench, config, Hooked.of(2 * SLICE));
    bench.device(0).orElseThrow().run();
    bench.dispatcher.caughtLying("toy:0", "in another task");
    bench.cpuAll();
    List<SliceReport> slices = task.result.orElseThrow().report().slices();
    assertTrue(slices.get(0).checked() > 0, "the device had delivered it");
    assertEquals(0, slices.get(1).checked(), "no device had it");
  }

  @Test
  void aSliceThatIsStillOnItsWayFromALiarIsDoubtedToo() {
    Bench bench = ready(NAMED);
    Bench.Taken<int[]> task = submit(bench, NAMED, Hooked.of(2 * SLICE));
    Runnable slow = bench.device(0).orElseThrow();
    bench.dispatcher.caughtLying("toy:0", "in another task");
    slow.run();
    bench.cpuAll();
    assertEquals(Map.of("cpu", 2L * SLICE), task.result.orElseThrow().report().itemsByDevice());
  }

  // ---- fault 22: blame
  // ---------------------------------------------------------------------------

  @Test
  void sixTasksThatThrowCostTheDeviceNothing() {
    Bench bench = ready(GPU);
    for (int i = 0; i < 6; i++) {
      Bench.Taken<int[]> bad =
          submit(
              bench,
              GPU,
              new Hooked(
                  SLICE,
                  step -> {
                    if (step.equals("decode")) {
                      throw new IllegalArgumentException("of the task's own");
                    }
                  }));
      hand.settle();
      bench.tickAndSettle(hand);
      bench.device(0).orElseThrow().run();
      assertInstanceOf(TaskState.Failed.class, bad.end());
    }
    assertInstanceOf(DeviceState.Ready.class, hand.device().state());
  }

  @Test
  void whatATaskLeavesOnADeviceIsOverwrittenByAThreadThatHasNothingElseToDo() {
    Bench bench = ready(GPU);
    Bench.Taken<int[]> task = submit(bench, GPU, Hooked.of(2 * SLICE));
    bench.device(0).orElseThrow().run();
    Desk desk = bench.dispatcher.desks().getFirst();
    assertTrue(desk.left().isEmpty(), "the same task goes on there");
    bench.device(0).orElseThrow().run();
    assertTrue(task.ended());
    assertFalse(desk.left().isEmpty());
    bench.dispatcher.accelerators().nextOn(desk);
    assertTrue(desk.left().isEmpty());
  }

  // ---- fault 4: the CPU works while a device starts and compiles
  // ---------------------------------

  @Test
  void theCpuWorksUntilADeviceIsReady() {
    SchedulerConfig eager =
        SchedulerConfig.defaults()
            .withSliceItems(SLICE)
            .withThresholds(
                Thresholds.defaults().with("startCost", "0s").with("compileCost", "0s"));
    Bench bench = new Bench(eager, hand);
    for (int i = 0; i < 3; i++) {
      bench
          .costs
          .of(Hooked.of(1).program().program(), Costs.LOOP)
          .observe(SLICE, 10_000_000, true, 0);
    }
    Bench.Taken<int[]> task = submit(bench, eager, Hooked.of(8 * SLICE));
    assertInstanceOf(DeviceState.Starting.class, hand.device().state());
    bench.cpu().orElseThrow().run();
    hand.settle();
    assertInstanceOf(DeviceState.Ready.class, hand.device().state());
    bench.cpu().orElseThrow().run();
    bench.tickAndSettle(hand);
    Runnable onDevice = bench.device(0).orElseThrow();
    bench.cpuAll();
    assertFalse(task.ended());
    onDevice.run();
    bench.cpuAll();
    assertArrayEquals(Hooked.of(8 * SLICE).expected(), task.value());
    assertTrue(
        task.result
            .orElseThrow()
            .report()
            .itemsByDevice()
            .keySet()
            .containsAll(List.of("cpu", "toy:0")));
  }

  @Test
  void gpuOnlyWaitsForItsDeviceWithoutAThread() {
    Bench bench = new Bench(GPU, hand);
    Bench.Taken<int[]> task = submit(bench, GPU, Hooked.of(SLICE));
    assertEquals(Optional.empty(), bench.cpu());
    assertEquals(Optional.empty(), bench.device(0));
    hand.settle();
    bench.tickAndSettle(hand);
    bench.device(0).orElseThrow().run();
    assertArrayEquals(Hooked.of(SLICE).expected(), task.value());
  }

  // ---- the matrix: a failure rate over the last runs
  // ---------------------------------------------

  @Test
  void aDeviceThatFailsTooOftenGetsNoTasksUntilItsFailuresAreOld() {
    SchedulerConfig wary =
        SchedulerConfig.defaults()
            .withSliceItems(SLICE)
            .withThresholds(
                Thresholds.defaults()
                    .with("startCost", "0s")
                    .with("compileCost", "0s")
                    .with("failureRate", "0.04"));
    Bench bench = new Bench(wary, hand);
    Program<?, ?> program = Hooked.of(1).program().program();
    bench.costs.of(program, Costs.LOOP).observe(SLICE, 10_000_000, true, 0);
    bench.costs.of(program, "toy:0").observe(SLICE, 1000, true, 0);
    submit(bench, wary, Hooked.of(SLICE));
    hand.settle();
    bench.tickAndSettle(hand);
    assertEquals(
        Set.of("toy:0"),
        submit(bench, wary, Hooked.of(SLICE)).run().outlook().decision().devices());
    SlotRequest request = SlotRequest.of(program, SLICE, "t");
    hand.device()
        .release(
            hand.device().tryLease(request).orElseThrow(),
            new SliceOutcome.Failed(DeviceException.Code.LAUNCH.exception("in a test")));
    hand.device().prepare(request);
    hand.settle();
    bench.tickAndSettle(hand);
    assertEquals(
        Set.of(), submit(bench, wary, Hooked.of(SLICE)).run().outlook().decision().devices());
    hand.advance(Duration.ofSeconds(30));
    bench.tickAndSettle(hand);
    assertEquals(
        Set.of("toy:0"),
        submit(bench, wary, Hooked.of(SLICE)).run().outlook().decision().devices());
  }
}
