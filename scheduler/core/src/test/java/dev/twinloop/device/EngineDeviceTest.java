package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyKnownAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of a device, step by step, under a clock that the test turns. */
class EngineDeviceTest {
  private static final Duration COOL_DOWN = Duration.ofSeconds(30);
  private static final DoublingProgram PROGRAM = new DoublingProgram(false);
  private static final DoublingProgram OTHER = new DoublingProgram(true);
  private static final SliceOutcome DONE = new SliceOutcome.Done(1);

  private final ManualThreads threads = new ManualThreads();
  private final ToySource source = new ToySource();
  private final List<DeviceEvent> events = new ArrayList<>();
  private final EngineDevice device =
      new EngineDevice(
          new DeviceIdentity("toy:0", Optional.empty(), true, source),
          new DeviceContext(
              HealthRules.defaults(),
              threads,
              events::add,
              Answers.of(new ToyKnownAnswers().all())));

  private static SlotRequest request(DoublingProgram program) {
    return SlotRequest.of(program, 16, "task");
  }

  private void ready() {
    device.want("");
    device.prepare(request(PROGRAM));
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertInstanceOf(ProgramState.Warm.class, device.program(PROGRAM, 16));
  }

  private Lease lease() {
    return device.tryLease(request(PROGRAM)).orElseThrow();
  }

  private void fail(Code code) {
    device.release(lease(), new SliceOutcome.Failed(code.exception("in a test")));
  }

  private static int[] run(Lease lease, Doubling task) {
    BoundProgram<int[]> program = task.program();
    int[] result = new int[(int) task.items()];
    SliceRunner.run(lease.slot(), program, new Slice(0, (int) task.items()), result, 0);
    return result;
  }

  private long told(DeviceEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).count();
  }

  @Test
  void nothingHappensUntilTheDeviceIsWanted() {
    device.prepare(request(PROGRAM));
    threads.settle();
    assertEquals(new DeviceState.Unknown(), device.state());
    assertEquals(0, source.lives.size());
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
  }

  @Test
  void aWantedDeviceComesUpCompilesAndComputes() {
    device.want("t1");
    assertInstanceOf(DeviceState.Starting.class, device.state());
    device.prepare(request(PROGRAM));
    assertInstanceOf(ProgramState.Compiling.class, device.program(PROGRAM, 16));
    threads.settle();
    Lease lease = lease();
    Doubling task = Doubling.ofRange(10);
    assertArrayEquals(task.expected(), run(lease, task));
    device.release(lease, DONE);
    assertEquals("t1", events.getFirst().traceId());
    assertEquals(1, source.slots.size(), "the known answer ran in the slot that tasks use");
    assertEquals(2, source.slots.getFirst().runs);
  }

  @Test
  void everyLifeBeginsWithKnownAnswersEvenWithNoProgramWanted() {
    device.want("");
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertEquals(1, source.slots.size());
    assertTrue(source.slots.getFirst().closed);
  }

  /** Cold command lines: the trial compiled a program that nobody had asked for. */
  @Test
  void aDeviceThatIsExpectedToWorkIsProvenByTheFirstProgram() {
    device.expect("");
    threads.settle();
    assertInstanceOf(DeviceState.Trial.class, device.state());
    assertEquals(0, source.slots.size(), "nothing is compiled before somebody wants it");
    device.prepare(request(PROGRAM));
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertEquals(1, source.slots.size());
    assertEquals(1, source.slots.getFirst().runs, "its known answer");
    threads.advance(Duration.ofMinutes(1));
    assertEquals(1, source.slots.size(), "no second trial");
  }

  @Test
  void aTrialWaitsForAProgramForAMomentOnly() {
    device.expect("");
    threads.advance(Duration.ofSeconds(10));
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertEquals(1, source.slots.size());
  }

  @Test
  void aTrialThatWaitsBeginsWhenTheDeviceIsWanted() {
    device.expect("");
    threads.settle();
    device.want("");
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, device.state());
  }

  @Test
  void otherProgramsAreCompiledBesideTheOneThatProvesTheDevice() {
    device.want("");
    device.prepare(request(PROGRAM));
    device.prepare(request(OTHER));
    assertTrue(threads.runOnly("start"));
    List<String> opened = new ArrayList<>();
    List<DeviceState> during = new ArrayList<>();
    source.beforeOpen =
        (program, _) -> {
          if (program.equals(PROGRAM) && opened.isEmpty()) {
            opened.add("first");
            assertTrue(threads.runOnly("compile"), "the other compiles while the trial runs");
            during.add(device.state());
          }
        };
    threads.settle();
    assertInstanceOf(DeviceState.Trial.class, during.getFirst());
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertInstanceOf(ProgramState.Warm.class, device.program(OTHER, 16));
    assertInstanceOf(ProgramState.Warm.class, device.program(PROGRAM, 16));
  }

  @Test
  void noSliceIsGivenOutBeforeTheDeviceIsProvenWhateverIsCompiled() {
    device.want("");
    device.prepare(request(PROGRAM));
    device.prepare(request(OTHER));
    int[] leases = new int[1];
    source.beforeOpen =
        (_, _) -> {
          if (device.state() instanceof DeviceState.Trial) {
            boolean given = device.tryLease(request(PROGRAM)).isPresent();
            leases[0] += given || device.tryLease(request(OTHER)).isPresent() ? 1 : 0;
            threads.runOnly("compile");
          }
        };
    threads.settle();
    assertEquals(0, leases[0]);
    assertInstanceOf(DeviceState.Ready.class, device.state());
  }

  @Test
  void aWrongKnownAnswerKeepsADeviceOut() {
    source.lies = true;
    device.want("");
    device.prepare(request(PROGRAM));
    threads.settle();
    DeviceState.CoolingDown cooling =
        assertInstanceOf(DeviceState.CoolingDown.class, device.state());
    assertTrue(cooling.why().contains("known answer of doubling: twice 1 is -1"), cooling.why());
    source.lies = false;
    threads.advance(COOL_DOWN);
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertInstanceOf(ProgramState.Warm.class, device.program(PROGRAM, 16));
  }

  /** Fault 8 and 17: it was used without known answers, or never again. */
  @Test
  void aWorkerThatDiedIdleIsTriedAndUsedAgainByItself() {
    ready();
    source.present().ended.complete("ended with status 137");
    assertInstanceOf(DeviceState.CoolingDown.class, device.state());
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    threads.advance(COOL_DOWN.minusMillis(1));
    assertEquals(1, source.lives.size());
    threads.advance(Duration.ofMillis(1));
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertInstanceOf(ProgramState.Warm.class, device.program(PROGRAM, 16), "nobody asked again");
    assertEquals(1, source.slots.getLast().runs, "the known answer, before any task");
    assertEquals(2, told(DeviceEvent.Kind.READY));
  }

  /** Fault 7: one user's kernels cost everybody the device. */
  @Test
  void refusedProgramsAreTheirOwnFaultAndNotTriedAgain() {
    ready();
    int[] tries = new int[1];
    source.beforeOpen =
        (program, capacity) -> {
          if (program.equals(OTHER)) {
            tries[0]++;
            throw Code.COMPILATION.exception("no such instruction");
          }
        };
    for (int i = 0; i < 10; i++) {
      device.prepare(request(OTHER));
      threads.settle();
      ProgramState.Refused refused =
          assertInstanceOf(ProgramState.Refused.class, device.program(OTHER, 16));
      assertInstanceOf(DeviceException.Compilation.class, refused.why());
    }
    assertEquals(1, tries[0]);
    assertInstanceOf(DeviceState.Ready.class, device.state());
    device.release(lease(), DONE);
    threads.advance(HealthRules.defaults().refusalRetry());
    device.prepare(request(OTHER));
    threads.settle();
    assertEquals(2, tries[0], "rarely, but again");
  }

  /** Fault 7, of its kind: a program whose own code throws. */
  @Test
  void aProgramThatThrowsWhileItIsCompiledIsRefused() {
    ready();
    source.beforeOpen =
        (_, _) -> {
          throw new StackOverflowError("deep");
        };
    device.prepare(request(OTHER));
    threads.settle();
    assertInstanceOf(ProgramState.Refused.class, device.program(OTHER, 16));
    assertInstanceOf(DeviceState.Ready.class, device.state());
  }

  /** Fault 13: a kernel that takes too long to compile is not a wrong answer of the device. */
  @Test
  void aCompilationThatIsNotFinishedInTimeCostsTheProgramAndAFreshWorker() {
    ready();
    source.beforeOpen =
        (program, _) -> {
          if (program.equals(OTHER)) {
            throw Code.TIMEOUT.exception("not finished within 120 s");
          }
        };
    device.prepare(request(OTHER));
    threads.settle();
    assertInstanceOf(ProgramState.Refused.class, device.program(OTHER, 16));
    assertInstanceOf(DeviceState.Ready.class, device.state(), "with no cool-down");
    assertEquals(2, source.lives.size());
    assertInstanceOf(ProgramState.Warm.class, device.program(PROGRAM, 16));
  }

  @Test
  void aProgramThatKillsItsWorkerTwiceIsRefused() {
    ready();
    source.beforeOpen =
        (program, _) -> {
          if (program.equals(OTHER)) {
            source.present().ended.complete("ended with status 139");
            throw Code.UNAVAILABLE.exception("ended with status 139");
          }
        };
    device.prepare(request(OTHER));
    threads.settle();
    assertInstanceOf(DeviceState.CoolingDown.class, device.state());
    threads.advance(COOL_DOWN);
    threads.advance(COOL_DOWN);
    assertInstanceOf(ProgramState.Refused.class, device.program(OTHER, 16));
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertInstanceOf(ProgramState.Warm.class, device.program(PROGRAM, 16));
  }

  @Test
  void programsThatAreCompiledBesideAWorkersDeathAreNotRefused() {
    ready();
    DoublingProgram killer = OTHER;
    source.beforeOpen =
        (program, capacity) -> {
          if (program.equals(killer) && capacity == 32) {
            source.present().ended.complete("ended with status 139");
          }
          if (source.present().ended.isDone()) {
            throw Code.UNAVAILABLE.exception("ended with status 139");
          }
        };
    device.prepare(SlotRequest.of(killer, 32, ""));
    device.prepare(SlotRequest.of(killer, 8, ""));
    for (int i = 0; i < 4; i++) {
      threads.advance(COOL_DOWN);
    }
    assertInstanceOf(ProgramState.Refused.class, device.program(killer, 32));
    assertInstanceOf(ProgramState.Warm.class, device.program(killer, 8));
  }

  /** Fault 22: six bad tasks cost everyone the device. */
  @Test
  void whatAUsersCodeThrowsSaysNothingOfTheDevice() {
    ready();
    for (int i = 0; i < 20; i++) {
      device.release(lease(), new SliceOutcome.UserError(new IllegalStateException("mine")));
      device.release(lease(), new SliceOutcome.Cancelled());
      fail(Code.OUT_OF_MEMORY);
      device.prepare(request(PROGRAM));
      threads.settle();
    }
    assertInstanceOf(DeviceState.Ready.class, device.state());
  }

  /** Fault 23: one wrong answer in six runs never opened the breaker. */
  @Test
  void oneMismatchInSixRunsOpensTheBreaker() {
    ready();
    int runs = 0;
    while (device.state() instanceof DeviceState.Ready && runs < 100) {
      if (runs++ % 6 == 0) {
        fail(Code.MISMATCH);
        device.prepare(request(PROGRAM));
        threads.settle();
      } else {
        device.release(lease(), DONE);
      }
    }
    assertEquals(13, runs);
  }

  @Test
  void twoMismatchesInARowOpenTheBreaker() {
    ready();
    fail(Code.MISMATCH);
    device.prepare(request(PROGRAM));
    threads.settle();
    fail(Code.MISMATCH);
    assertInstanceOf(DeviceState.CoolingDown.class, device.state());
  }

  /** B5: a sick device is drained: the slices of others that run on it may end. */
  @Test
  void theLastSlicesOfASickDeviceMayEnd() {
    ready();
    device.prepare(request(OTHER));
    threads.settle();
    Lease running = lease();
    Lease failing = device.tryLease(request(OTHER)).orElseThrow();
    device.release(
        failing, new SliceOutcome.Failed(Code.TIMEOUT.exception("no answer within 30 s")));
    threads.settle();
    assertEquals(0, source.present().closed);
    Doubling task = Doubling.ofRange(3);
    assertArrayEquals(task.expected(), run(running, task));
    device.release(running, DONE);
    threads.settle();
    assertEquals(1, source.present().closed);
    assertTrue(source.slots.stream().allMatch(slot -> slot.closed));
  }

  @Test
  void aSliceThatNeverEndsDoesNotKeepASickWorker() {
    ready();
    device.prepare(request(OTHER));
    threads.settle();
    Lease hung = lease();
    device.release(
        device.tryLease(request(OTHER)).orElseThrow(),
        new SliceOutcome.Failed(Code.TIMEOUT.exception("no answer")));
    threads.advance(Duration.ofSeconds(5));
    assertEquals(1, source.present().closed);
    threads.advance(COOL_DOWN);
    device.release(hung, new SliceOutcome.Failed(Code.UNAVAILABLE.exception("killed")));
    assertInstanceOf(DeviceState.Ready.class, device.state(), "an earlier life says nothing");
    assertThrows(IllegalStateException.class, () -> device.release(hung, DONE));
  }

  /** Fault 23 and B8: what a task wrote is gone after it, whatever became of it. */
  @Test
  void buffersAreZeroedAfterSuccessAndFailure() {
    ready();
    for (SliceOutcome outcome :
        List.of(
            DONE,
            new SliceOutcome.UserError(new IllegalStateException("mine")),
            new SliceOutcome.Cancelled(),
            new SliceOutcome.Failed(Code.LAUNCH.exception("receipt is missing")))) {
      Lease lease = lease();
      run(lease, Doubling.ofRange(10));
      ToySource.ToySlot slot = (ToySource.ToySlot) lease.slot();
      assertFalse(slot.clean());
      device.release(lease, outcome);
      threads.advance(Duration.ofSeconds(1));
      assertTrue(slot.clean(), "after " + outcome);
      device.prepare(request(PROGRAM));
      threads.settle();
    }
  }

  @Test
  void anotherTaskNeverSeesWhatOneLeftButTheSameOneLosesNoTime() {
    ready();
    Lease first = lease();
    ToySource.ToySlot slot = (ToySource.ToySlot) first.slot();
    run(first, Doubling.ofRange(10));
    device.release(first, DONE);
    Lease same = lease();
    assertFalse(((ToySource.ToySlot) same.slot()).clean(), "zeroed for nothing");
    device.release(same, DONE);
    Lease other = device.tryLease(SlotRequest.of(PROGRAM, 16, "other")).orElseThrow();
    assertEquals(slot, other.slot());
    assertTrue(slot.clean());
  }

  /** B4: a cold task compiles once, not once for each slot. */
  @Test
  void anotherSlotIsOpenedOnlyOnceTasksHaveWaitedForIt() {
    source.beforeOpen = (_, _) -> threads.pass(Duration.ofSeconds(8));
    ready();
    Lease first = lease();
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    device.release(first, DONE);
    threads.settle();
    assertEquals(1, source.slots.size());
    Lease second = lease();
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    threads.advance(Duration.ofSeconds(2));
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    threads.settle();
    assertEquals(2, source.slots.size());
    assertTrue(device.tryLease(request(PROGRAM)).isPresent());
    device.release(second, DONE);
    assertEquals(new ProgramState.Warm(1, 2), device.program(PROGRAM, 16));
  }

  @Test
  void slotsThatNobodyUsesMakeRoomForOthers() {
    ready();
    source.beforeOpen =
        (program, _) -> {
          if (program.equals(OTHER) && !source.slots.getFirst().closed) {
            throw Code.OUT_OF_MEMORY.exception("full");
          }
        };
    device.prepare(request(OTHER));
    threads.settle();
    assertInstanceOf(ProgramState.Warm.class, device.program(OTHER, 16));
    assertInstanceOf(ProgramState.Cold.class, device.program(PROGRAM, 16));
  }

  @Test
  void whatTheMachineLacksIsToldOnceWithTheRemedy() {
    source.startFailure =
        Optional.of(new EngineSource.AbsentDevice("no SDK; install one", new RuntimeException()));
    device.want("");
    threads.settle();
    DeviceState.Unavailable absent =
        assertInstanceOf(DeviceState.Unavailable.class, device.state());
    assertEquals("no SDK; install one", absent.why());
    assertEquals(1, told(DeviceEvent.Kind.UNAVAILABLE));
    source.startFailure = Optional.empty();
    device.want("");
    assertInstanceOf(DeviceState.Unavailable.class, device.state(), "not so soon");
    threads.advance(COOL_DOWN);
    device.want("");
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, device.state());
  }

  @Test
  void aStartThatFailsIsTriedAgainAfterTheCoolDown() {
    source.startFailure = Optional.of(Code.TIMEOUT.exception("no first frame within 60 s"));
    device.want("");
    threads.advance(COOL_DOWN.multipliedBy(3));
    assertEquals(4, told(DeviceEvent.Kind.STARTING));
    source.startFailure = Optional.empty();
    threads.advance(COOL_DOWN);
    assertInstanceOf(DeviceState.Ready.class, device.state());
  }

  /** Fault 22: an Error of a listener leaked the worker, a slow one held the device's lock. */
  @Test
  void knownAnswersAreMadeOnceWhenADeviceStarts() {
    int[] made = new int[1];
    Answers answers =
        new Answers(
            () -> {
              made[0]++;
              return new ToyKnownAnswers().all();
            });
    EngineDevice idle =
        new EngineDevice(
            new DeviceIdentity("toy:0", Optional.empty(), true, source),
            new DeviceContext(HealthRules.defaults(), threads, events::add, answers));
    assertEquals(0, made[0]);
    idle.want("");
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, idle.state());
    idle.prepare(request(PROGRAM));
    threads.settle();
    assertInstanceOf(ProgramState.Warm.class, idle.program(PROGRAM, 16));
    assertEquals(1, made[0]);
  }

  @Test
  void listenersMayThrowAndAskTheDeviceBack() {
    EngineDevice[] watched = new EngineDevice[1];
    EngineDevice noisy =
        new EngineDevice(
            new DeviceIdentity("toy:0", Optional.empty(), true, source),
            new DeviceContext(
                HealthRules.defaults(),
                threads,
                event -> {
                  watched[0].state();
                  watched[0].prepare(request(PROGRAM));
                  throw new StackOverflowError("a listener's own");
                },
                Answers.of(List.of())));
    watched[0] = noisy;
    noisy.onChange(
        () -> {
          noisy.program(PROGRAM, 16);
          throw new AssertionError("a watcher's own");
        });
    noisy.want("");
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, noisy.state());
    assertInstanceOf(ProgramState.Warm.class, noisy.program(PROGRAM, 16));
    var gone = noisy.close();
    threads.settle();
    assertTrue(gone.isDone());
    assertEquals(1, source.present().closed);
  }

  @Test
  void closingEndsTheWorkerWhateverItDoes() {
    ready();
    Lease lease = lease();
    var gone = device.close();
    assertFalse(gone.isDone());
    threads.settle();
    assertTrue(gone.isDone());
    assertEquals(1, source.present().closed);
    device.release(lease, DONE);
    threads.settle();
    assertTrue(source.slots.stream().allMatch(slot -> slot.closed));
    device.want("");
    device.prepare(request(PROGRAM));
    threads.advance(COOL_DOWN);
    assertEquals(new DeviceState.Closed(), device.state());
    assertEquals(1, source.lives.size());
  }

  /** A scheduler that was closed while a sick device drained lost the worker. */
  @Test
  void closingEndsAWorkerThatDrains() {
    ready();
    device.prepare(request(OTHER));
    threads.settle();
    lease();
    Lease failing = device.tryLease(request(OTHER)).orElseThrow();
    device.release(failing, new SliceOutcome.Failed(Code.TIMEOUT.exception("no answer")));
    threads.settle();
    assertEquals(0, source.present().closed, "a slice still runs");
    var gone = device.close();
    threads.settle();
    assertEquals(1, source.present().closed);
    assertTrue(gone.isDone());
  }

  @Test
  void closingBeforeTheStartBeganStartsNothing() {
    device.want("");
    var gone = device.close();
    threads.settle();
    assertTrue(gone.isDone());
    assertEquals(0, source.lives.size());
    assertTrue(device.close().isDone());
  }

  @Test
  void residentsAreFoundWhereTheyAre() {
    ready();
    Lease lease = lease();
    lease.slot().buffers().keepResident("points");
    assertTrue(device.holds(PROGRAM, "points"));
    device.release(lease, DONE);
    assertTrue(device.holds(PROGRAM, "points"));
    assertFalse(device.holds(PROGRAM, "others"));
    assertFalse(device.holds(OTHER, "points"));
    SlotRequest wish = new SlotRequest(PROGRAM, 16, Optional.of("points"), "task", false);
    assertTrue(device.tryLease(wish).orElseThrow().slot().buffers().holds("points"));
  }
}
