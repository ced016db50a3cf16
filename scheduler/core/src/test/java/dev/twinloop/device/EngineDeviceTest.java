package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Program;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyKnownAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of a device, step by step, under a clock that the test turns. */
class EngineDeviceTest extends OnToyDevice {
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

  /** A start made the tests of all workloads, a second and a half of a core, to use one of them. */
  @Test
  void knownAnswersAreMadeOnceForThoseProgramsThatADeviceCompiles() {
    List<Program<?, ?>> made = new ArrayList<>();
    Answers answers = Answers.of(new Counted(made));
    EngineDevice cold =
        new EngineDevice(
            new DeviceIdentity("toy:0", Optional.empty(), true, source),
            new DeviceContext(HealthRules.defaults(), threads, events::add, answers));
    assertEquals(List.of(), made);
    cold.want("");
    cold.prepare(request(PROGRAM));
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, cold.state());
    assertInstanceOf(ProgramState.Warm.class, cold.program(PROGRAM, 16));
    assertEquals(List.of(PROGRAM), made);
    cold.prepare(request(OTHER));
    threads.settle();
    assertEquals(List.of(PROGRAM, OTHER), made);
    source.present().ended.complete("killed");
    threads.advance(COOL_DOWN);
    assertInstanceOf(ProgramState.Warm.class, cold.program(PROGRAM, 16));
    assertEquals(List.of(PROGRAM, OTHER), made, "the next life asks the same");
  }

  /** Notes for which programs tests are made; there are none of all at once. */
  private record Counted(List<Program<?, ?>> made) implements KnownAnswers {
    @Override
    public List<KnownAnswer<?>> all() {
      throw new IllegalStateException("nobody asked for all of them");
    }

    @Override
    public List<KnownAnswer<?>> of(Program<?, ?> program) {
      made.add(program);
      return new ToyKnownAnswers().of(program);
    }
  }

  /** Fault 22: an Error of a listener leaked the worker, a slow one held the device's lock. */
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
                Answers.of()));
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
}
