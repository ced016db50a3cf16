package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.toy.DoublingProgram;
import org.junit.jupiter.api.Test;

/** Whose fault it is: the program's, the task's or the device's. */
class BlameTest extends OnToyDevice {
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

  /** Fault 11: what failed while it was compiled, and what was told of it, named no task. */
  @Test
  void aRefusalAndAllThatIsToldOfItNameTheTaskThatWantedTheProgram() {
    device.want("t1");
    threads.settle();
    source.beforeOpen =
        (_, _) -> {
          throw Code.COMPILATION.exception("no such instruction");
        };
    device.prepare(SlotRequest.of(OTHER, 16, "t2"));
    threads.settle();
    ProgramState.Refused refused =
        assertInstanceOf(ProgramState.Refused.class, device.program(OTHER, 16));
    assertTrue(String.valueOf(refused.why().getMessage()).contains("task t2"));
    for (DeviceEvent event : events) {
      boolean compiles =
          event.kind() == DeviceEvent.Kind.COMPILING || event.kind() == DeviceEvent.Kind.REFUSED;
      assertEquals(compiles ? "t2" : "t1", event.traceId(), event.toString());
    }
    assertEquals(1, told(DeviceEvent.Kind.READY));
  }

  /** The share of failures was always 0 for the policy. */
  @Test
  void failuresOfTheLastRunsCountUntilTheyAreOlderThanACoolDown() {
    ready();
    assertEquals(0, device.failureRate());
    for (int i = 1; i <= 3; i++) {
      fail(Code.LAUNCH);
      device.prepare(request(PROGRAM));
      threads.settle();
      assertEquals(i / 20.0, device.failureRate());
    }
    device.release(lease(), DONE);
    assertEquals(3 / 20.0, device.failureRate());
    threads.advance(COOL_DOWN);
    assertEquals(0, device.failureRate());
    assertInstanceOf(DeviceState.Ready.class, device.state());
  }
}
