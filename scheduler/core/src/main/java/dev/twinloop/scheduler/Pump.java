package dev.twinloop.scheduler;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Timings;
import dev.twinloop.scheduler.SlotPool.Lease;
import dev.twinloop.scheduler.TaskRun.Cut;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Program;
import dev.twinloop.task.Slice;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thread that carries slices of one task through one device: take, encode, run, check, report.
 * A device has as many pumps on a task as slots, so that copies overlap kernels.
 *
 * @param <R> the task's result type
 */
final class Pump<R> {
  private final TaskRun<R> run;
  private final Device device;
  private final Feed feed;
  private final CrossCheck crossCheck;
  private final CostModel costs;
  private @Nullable Lease lease;

  /**
   * Where a pump's slices come from, and where they go when the device fails them.
   *
   * @param capacity class to compile for before the first slice is taken; 0 to compile for that
   * @param next the next slice, or empty to end the pump
   * @param elsewhere whether a device has a version of residents
   * @param failed takes a slice back
   */
  record Feed(int capacity, Source next, Predicate<Object> elsewhere, FailureSink failed) {}

  /** Where slices come from: the next, or empty if there is none. */
  @FunctionalInterface
  interface Source {
    Optional<Cut> next(Function<Slice, Residents> residents);
  }

  /** What becomes of a slice whose device failed. */
  @FunctionalInterface
  interface FailureSink {
    void failed(Cut cut, Device device, DeviceException failure);
  }

  Pump(TaskRun<R> run, Device device, Feed feed, Shared shared) {
    this.run = run;
    this.device = device;
    this.feed = feed;
    this.crossCheck = shared.crossCheck();
    this.costs = shared.costs();
  }

  /** What all pumps of a scheduler share. */
  record Shared(CrossCheck crossCheck, CostModel costs) {}

  /** Carries slices until the source has none, or the device is of no more use for them. */
  void run() {
    Device.Open open = device.open();
    try {
      if (!prepare(open)) {
        return;
      }
      Optional<Cut> cut = next(open);
      while (cut.isPresent()) {
        cut = carry(open, cut.get());
      }
    } finally {
      giveBack(open);
    }
  }

  /** Compiles before a slice is taken; a slice that waits for a compiler could run elsewhere. */
  private boolean prepare(Device.Open open) {
    if (feed.capacity() == 0) {
      return true;
    }
    try {
      lease = open.slots().acquire(program(), feed.capacity());
      return true;
    } catch (DeviceException e) {
      device.failed(open, run.traceId(), e);
      next(open).ifPresent(cut -> feed.failed().failed(cut, device, e));
      return false;
    }
  }

  private Optional<Cut> next(Device.Open open) {
    return feed.next().next(slice -> residents(open, slice));
  }

  private Residents residents(Device.Open open, Slice slice) {
    Optional<Object> version = run.program().residentVersion(slice);
    if (version.isEmpty() || holds(version.get())) {
      return Residents.AT_HAND;
    }
    if (open.slots().offers(program(), version.get())) {
      return Residents.IDLE;
    }
    return feed.elsewhere().test(version.get()) ? Residents.ELSEWHERE : Residents.NOWHERE;
  }

  private boolean holds(Object version) {
    return lease != null && lease.holds(program(), version);
  }

  /** Carries one slice; returns the next, or empty if this pump shall end. */
  private Optional<Cut> carry(Device.Open open, Cut cut) {
    try {
      Lease slot = slotFor(open, cut);
      long taken = System.nanoTime();
      long queuedNs = taken - cut.sinceNs();
      Timings timings =
          SliceRunner.run(slot.slot(), run.program(), cut.slice(), run.result(), queuedNs);
      long checkStart = System.nanoTime();
      int checked = check(cut, timings);
      long end = System.nanoTime();
      device.succeeded();
      costs.observe(program(), device.id(), cut.slice().size(), end - taken);
      return finished(
          open,
          new SliceReport(
              cut.slice(),
              device.id(),
              open.engine().engineType(),
              timings.withHost(
                  queuedNs,
                  timings.encodeNs(),
                  timings.decodeNs(),
                  timings.checkNs() + end - checkStart),
              checked,
              cut.fallback()));
    } catch (DeviceException e) {
      drop(open);
      device.failed(open, run.traceId(), e);
      feed.failed().failed(cut, device, e);
      return e.code() != DeviceException.Code.COMPILATION && device.serves(open)
          ? next(open)
          : Optional.empty();
    } catch (RuntimeException | Error e) {
      drop(open);
      run.fail(e);
      return Optional.empty();
    }
  }

  /**
   * Reports a slice. The slot goes back before the report that may end the task, or the task after
   * it would find no slot and compile another; it is zeroed when the caller has its result.
   */
  private Optional<Cut> finished(Device.Open open, SliceReport report) {
    Optional<Cut> next = next(open);
    Lease last = lease;
    if (next.isEmpty() && last != null) {
      lease = null;
      open.slots().handBack(last);
      run.finished(report);
      last.clean();
    } else {
      run.finished(report);
    }
    return next;
  }

  /**
   * The cross-check: of accelerators always, of the CPU where it runs again what an accelerator got
   * wrong. Should it differ there too, then not the device is wrong but the kernel or its check.
   */
  private int check(Cut cut, Timings timings) {
    boolean doubted =
        cut.fallback().filter(f -> f.code() == DeviceException.Code.MISMATCH).isPresent();
    if (!device.accelerator() && !doubted) {
      return 0;
    }
    CheckOutcome outcome = crossCheck.check(run.program(), cut.slice(), run.result(), timings);
    return switch (outcome) {
      case CheckOutcome.Passed passed -> passed.checked();
      case CheckOutcome.Mismatch mismatch ->
          throw DeviceException.Code.MISMATCH.exception(
              "device "
                  + device.id()
                  + ": wrong answer for item "
                  + mismatch.item()
                  + " of slice "
                  + cut.slice()
                  + ": "
                  + mismatch.detail());
    };
  }

  /** The slot that the pump has, if it will do and nobody waits for it; else another. */
  private Lease slotFor(Device.Open open, Cut cut) {
    int capacity = Math.max(cut.minCapacity(), run.program().capacity(cut.slice()));
    boolean fits = lease != null && lease.fits(program(), capacity);
    boolean idleIsBetter = residents(open, cut.slice()) == Residents.IDLE;
    if (!fits || idleIsBetter || open.slots().contended()) {
      giveBack(open);
    }
    if (lease == null) {
      Optional<Object> version = run.program().residentVersion(cut.slice());
      lease = open.slots().acquire(program(), capacity, version);
    }
    return lease;
  }

  private void giveBack(Device.Open open) {
    if (lease != null) {
      open.slots().release(lease);
      lease = null;
    }
  }

  private void drop(Device.Open open) {
    if (lease != null) {
      open.slots().discard(lease);
      lease = null;
    }
  }

  private Program<?, R> program() {
    return run.program().program();
  }
}
