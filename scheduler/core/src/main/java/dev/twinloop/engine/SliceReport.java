package dev.twinloop.engine;

import dev.twinloop.task.Slice;
import java.util.Optional;

/**
 * Which device computed one slice, how long it took, and why an earlier device failed, if one did.
 *
 * @param slice the items
 * @param deviceId the device whose answer was kept, as {@code twinloop devices} names it
 * @param engineType CPU or GPU
 * @param timings of the run that was kept
 * @param checked items (or groups) that the cross-check recomputed; 0 where checks were off
 * @param fallback why the run of an earlier device was not kept, if there was such a run
 */
public record SliceReport(
    Slice slice,
    String deviceId,
    EngineType engineType,
    Timings timings,
    int checked,
    Optional<Fallback> fallback) {

  /** A first-choice run without a cross-check. */
  public static SliceReport kept(Slice slice, HardwareCaps caps, Timings timings) {
    return new SliceReport(slice, caps.deviceId(), caps.engineType(), timings, 0, Optional.empty());
  }

  /**
   * A run that was thrown away.
   *
   * @param deviceId the device that failed
   * @param code the kind of failure
   * @param cause what happened, in words
   */
  public record Fallback(String deviceId, DeviceException.Code code, String cause) {}
}
