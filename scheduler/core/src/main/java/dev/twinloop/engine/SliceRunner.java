package dev.twinloop.engine;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Slice;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs one slice in one slot: encode, run, receipts, decode, forget. It is the same for every
 * engine.
 */
public final class SliceRunner {
  private SliceRunner() {}

  /**
   * Runs a slice.
   *
   * @param queuedNs how long the slice waited for this device
   * @return where the time went
   * @throws DeviceException if the run failed or a receipt is missing; then the result is
   *     unchanged. Also if memory that is mapped from a file became unavailable: the task's memory,
   *     or memory that is shared with a worker
   */
  public static <R> Timings run(
      Slot slot, BoundProgram<R> program, Slice slice, R result, long queuedNs) {
    try {
      return carry(slot, program, slice, result, queuedNs);
    } catch (InternalError e) {
      // How the JVM tells of a mapped file that was made shorter.
      throw DeviceException.Code.UNAVAILABLE.exception(
          "slice %s: memory of the task, or shared with the worker, is gone; was a file made shorter? %s"
              .formatted(slice, e.getMessage()),
          e);
    }
  }

  private static <R> Timings carry(
      Slot slot, BoundProgram<R> program, Slice slice, R result, long queuedNs) {
    try {
      return decoded(slot, program, slice, result, queuedNs);
    } finally {
      slot.forget();
    }
  }

  private static <R> Timings decoded(
      Slot slot, BoundProgram<R> program, Slice slice, R result, long queuedNs) {
    long start = System.nanoTime();
    slot.buffers().startSlice();
    Optional<Object> version = program.residentVersion(slice);
    version.ifPresent(slot.buffers()::wantResident);
    place(slot, program, slice, result);
    program.encode(slice, slot.buffers());
    int nonce = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    slot.buffers().startRun(nonce);
    long encoded = System.nanoTime();
    Timings device = slot.run();
    long ran = System.nanoTime();
    String missing = slot.buffers().missingReceipt(nonce);
    if (!missing.isEmpty()) {
      throw DeviceException.Code.LAUNCH.exception(
          "slice " + slice + ": " + missing + "; the device did not run all of it");
    }
    version.ifPresent(slot.buffers()::keepResident);
    long checked = System.nanoTime();
    program.decode(slice, slot.buffers(), result);
    return device.withHost(queuedNs, encoded - start, System.nanoTime() - checked, checked - ran);
  }

  private static <R> void place(Slot slot, BoundProgram<R> program, Slice slice, R result) {
    boolean refresh = slot.buffers().refresh();
    for (BufferSpec spec : slot.buffers().layout().buffers()) {
      if (spec.hostVisible() && (refresh || spec.role() != BufferSpec.Role.RESIDENT)) {
        program
            .inPlace(slice, result, spec.name())
            .filter(memory -> slot.place(spec.name(), memory))
            .ifPresent(_ -> slot.buffers().placed(spec.name()));
      }
    }
  }
}
