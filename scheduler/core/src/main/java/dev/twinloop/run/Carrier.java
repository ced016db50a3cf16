package dev.twinloop.run;

import dev.twinloop.device.Lease;
import dev.twinloop.device.SliceOutcome;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.policy.Strategy;
import dev.twinloop.run.Telling.Incident;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Cores;
import dev.twinloop.task.Slice;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Carries one slice through one place, on the calling thread: encode, run, receipts, decode, check,
 * report. Blame is precise: what the task's own code throws ends the task and costs nobody else
 * anything; what the device does wrong costs the device.
 */
final class Carrier {
  private final Tools tools;

  /**
   * What all slices of a scheduler share.
   *
   * @param check the cross-check
   * @param costs what was learned
   * @param slots of the CPU
   * @param cores of the CPU
   * @param telling where events go
   * @param strategy where work may be placed
   * @param clock monotonic nanoseconds
   */
  record Tools(
      CrossCheck check,
      Costs costs,
      CpuSlots slots,
      Cores cores,
      Telling telling,
      Strategy strategy,
      LongSupplier clock) {}

  /** A slice of a task, and what shall hear of its end. */
  record Errand<R>(TaskRun<R> run, SliceRun slice, Aftermath aftermath) {}

  /** What the dispatcher does when a slice has ended. */
  interface Aftermath {
    /** The slice's run is over; its task may want another place. */
    void over(TaskRun<?> run, String place);

    /** Whether another device than the one that failed can go on with a task. */
    boolean anotherFor(TaskRun<?> run, String failed);

    /** A slice must run again elsewhere: where is decided anew. */
    void moved(TaskRun<?> run);

    /** A device answered wrongly: what it delivered to any task is doubted. */
    void caughtLying(String deviceId, String cause);
  }

  Carrier(Tools tools) {
    this.tools = tools;
  }

  // ---- the CPU ---------------------------------------------------------------------------------

  /**
   * Carries a slice on the CPU.
   *
   * @param way {@link Costs#LOOP} or {@link Costs#BODY}
   */
  <R> void onCpu(Errand<R> errand, String way) {
    TaskRun<R> run = errand.run();
    SliceRun slice = errand.slice();
    long start = now();
    try {
      run.step(slice, SliceState.Cue.RUN);
      tools.telling().running(run.traceId(), slice.slice(), Dispatcher.CPU);
      boolean body = way.equals(Costs.BODY) && !slice.wasDoubted();
      slice.way(body ? Costs.BODY : Costs.LOOP);
      Timings timings = body ? byBody(run, slice.slice()) : byLoop(run, slice, start);
      run.step(slice, SliceState.Cue.CHECK);
      int checked = 0;
      if (slice.wasDoubted() || (!body && tools.check().coversCpu())) {
        long checkStart = now();
        checked =
            passed(slice, tools.check().of(run.bound(), slice.slice()).end(run.result(), timings));
        timings = timings.withCheck(now() - checkStart);
      }
      long elapsed = now() - start;
      run.share().charge(timings.encodeNs() + timings.decodeNs() + timings.checkNs());
      tools
          .costs()
          .of(run.program(), body ? Costs.BODY : Costs.LOOP)
          .observe(slice.slice().size(), elapsed, !run.outlook().disturbed(), now());
      report(
          errand,
          new SliceReport(
              slice.slice(), Dispatcher.CPU, EngineType.CPU, timings, checked, slice.fallback()));
    } catch (DeviceException e) {
      if (e.code() == DeviceException.Code.OUT_OF_MEMORY && slice.fallback().isEmpty()) {
        run.tooLarge(slice, e);
      } else {
        fails(run, slice, e);
      }
    } catch (RuntimeException | Error e) {
      run.broken(slice, e);
    }
    errand.aftermath().over(run, Dispatcher.CPU);
  }

  private <R> Timings byBody(TaskRun<R> run, Slice slice) {
    long start = now();
    run.bound().computeOnHost(slice, run.result(), tools.cores());
    long elapsed = now() - start;
    return Timings.ofRun(0, elapsed, 0, elapsed);
  }

  private <R> Timings byLoop(TaskRun<R> run, SliceRun slice, long start) {
    Optional<Object> version = run.bound().residentVersion(slice.slice());
    int capacity = run.bound().capacity(slice.slice());
    CpuSlots.Held held = tools.slots().take(run.program(), capacity, version, run.traceId());
    boolean ran = false;
    try {
      Timings timings =
          SliceRunner.run(
              held.slot(), run.bound(), slice.slice(), run.result(), start - slice.sinceNs());
      ran = true;
      return timings;
    } finally {
      if (ran) {
        tools.slots().giveBack(held);
      } else {
        tools.slots().discard(held);
      }
    }
  }

  private <R> void fails(TaskRun<R> run, SliceRun slice, DeviceException e) {
    tools
        .telling()
        .tell(
            run.traceId(),
            e.code() == DeviceException.Code.MISMATCH ? Incident.MISMATCH : Incident.TASK_FAILED,
            slice.place(),
            "slice " + slice.slice() + " failed on " + slice.place() + ": " + e.getMessage());
    run.broken(slice, e);
  }

  // ---- accelerators ----------------------------------------------------------------------------

  /** Carries a slice on a device, over a lease that is released whatever happens. */
  <R> void onDevice(Errand<R> errand, Desk desk, Lease lease) {
    TaskRun<R> run = errand.run();
    SliceRun slice = errand.slice();
    long start = now();
    SliceOutcome outcome = new SliceOutcome.Cancelled();
    try {
      run.step(slice, SliceState.Cue.RUN);
      tools.telling().running(run.traceId(), slice.slice(), desk.id());
      CrossCheck.SliceCheck<R> check = tools.check().of(run.bound(), slice.slice());
      Slot slot = lease.slot();
      slot.meanwhile(check::foresee);
      Timings timings =
          SliceRunner.run(slot, run.bound(), slice.slice(), run.result(), start - slice.sinceNs());
      run.step(slice, SliceState.Cue.CHECK);
      long checkStart = now();
      int checked = passed(slice, check.end(run.result(), timings));
      long end = now();
      outcome = new SliceOutcome.Done(end - start);
      release(desk, lease, outcome);
      run.share().charge(end - start);
      tools
          .costs()
          .of(run.program(), desk.id())
          .observe(slice.slice().size(), end - start, !run.outlook().disturbed(), end);
      report(
          errand,
          new SliceReport(
              slice.slice(),
              desk.id(),
              EngineType.GPU,
              timings.withCheck(end - checkStart),
              checked,
              slice.fallback()));
      if (!run.hasForDevice(desk.id())) {
        desk.left().add(lease);
      }
    } catch (DeviceException e) {
      if (outcome instanceof SliceOutcome.Cancelled) {
        release(desk, lease, new SliceOutcome.Failed(e));
      }
      failed(errand, desk, e);
    } catch (RuntimeException | Error e) {
      if (outcome instanceof SliceOutcome.Cancelled) {
        release(desk, lease, new SliceOutcome.UserError(e));
      }
      run.broken(slice, e);
    }
    errand.aftermath().over(run, desk.id());
  }

  private static void release(Desk desk, Lease lease, SliceOutcome outcome) {
    desk.released(lease);
    desk.device().release(lease, outcome);
  }

  private <R> void failed(Errand<R> errand, Desk desk, DeviceException e) {
    TaskRun<R> run = errand.run();
    SliceRun slice = errand.slice();
    boolean mismatch = e.code() == DeviceException.Code.MISMATCH;
    boolean oom = e.code() == DeviceException.Code.OUT_OF_MEMORY;
    boolean halved = oom && slice.fallback().isEmpty();
    boolean never = tools.strategy() == Strategy.GPU_ONLY;
    boolean elsewhere =
        !mismatch
            && !halved
            && (never || slice.fallback().isEmpty())
            && errand.aftermath().anotherFor(run, desk.id());
    boolean last = never && !halved && !elsewhere;
    Incident kind = mismatch ? Incident.MISMATCH : last ? Incident.TASK_FAILED : Incident.FALLBACK;
    String next =
        last
            ? ": "
            : halved
                ? ", runs again in halves: "
                : elsewhere ? ", runs again on another device: " : ", runs again on the CPU: ";
    tools
        .telling()
        .tell(
            run.traceId(),
            kind,
            desk.id(),
            "slice " + slice.slice() + " failed on " + desk.id() + next + e.getMessage());
    if (mismatch) {
      errand.aftermath().caughtLying(desk.id(), String.valueOf(e.getMessage()));
    }
    if (halved) {
      run.tooLarge(slice, e);
    } else if (last) {
      run.broken(slice, e);
    } else if (elsewhere) {
      run.movesOn(slice, e);
      errand.aftermath().moved(run);
    } else {
      run.thrownAway(slice, e, true);
    }
  }

  /**
   * Times a copy of a slice on a device. The task is only looked at while the copy is encoded;
   * nothing of the answer is used.
   *
   * @return whether it was faster than all before
   */
  <R> boolean probe(TaskRun<R> run, Slice slice, Desk desk, Lease lease) {
    SliceOutcome outcome = new SliceOutcome.Cancelled();
    boolean guest = true;
    boolean faster = false;
    try {
      long start = now();
      Buffers buffers = lease.slot().buffers();
      buffers.startSlice();
      Optional<Object> version = run.bound().residentVersion(slice);
      version.ifPresent(buffers::wantResident);
      run.bound().encode(slice, buffers);
      int nonce = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
      buffers.startRun(nonce);
      guest = false;
      run.endGuest();
      lease.slot().run();
      String missing = buffers.missingReceipt(nonce);
      if (!missing.isEmpty()) {
        throw DeviceException.Code.LAUNCH.exception("copy of slice " + slice + ": " + missing);
      }
      version.ifPresent(buffers::keepResident);
      long elapsed = now() - start;
      outcome = new SliceOutcome.Done(elapsed);
      faster = tools.costs().of(run.program(), desk.id()).observeCopy(slice.size(), elapsed, now());
    } catch (DeviceException e) {
      outcome = new SliceOutcome.Failed(e);
    } catch (RuntimeException | Error e) {
      outcome = new SliceOutcome.UserError(e);
    } finally {
      if (guest) {
        run.endGuest();
      }
      release(desk, lease, outcome);
    }
    return faster;
  }

  // ---- both ------------------------------------------------------------------------------------

  private <R> void report(Errand<R> errand, SliceReport report) {
    tools.telling().slice(errand.run().traceId(), errand.run().task().type(), report);
    errand.run().finished(errand.slice(), report);
  }

  /**
   * The cross-check: of accelerators always; of the CPU where it runs again what an accelerator got
   * wrong, and of its loop where the caller set the rate. Should it differ there, then not the
   * device is wrong but the kernel or its check.
   */
  private static int passed(SliceRun slice, CheckOutcome outcome) {
    return switch (outcome) {
      case CheckOutcome.Passed passed -> passed.checked();
      case CheckOutcome.Mismatch mismatch ->
          throw DeviceException.Code.MISMATCH.exception(
              "device "
                  + slice.place()
                  + ": wrong answer for item "
                  + mismatch.item()
                  + " of slice "
                  + slice.slice()
                  + ": "
                  + mismatch.detail());
    };
  }

  private long now() {
    return tools.clock().getAsLong();
  }
}
