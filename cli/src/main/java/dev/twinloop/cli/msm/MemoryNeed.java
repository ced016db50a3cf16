package dev.twinloop.cli.msm;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.kernel.msm.Msm;
import java.util.Locale;

/**
 * What a task takes of a device's memory, said before it starts.
 *
 * @param points how many points the task has
 * @param bytes what its largest slice takes
 * @param device where
 */
record MemoryNeed(int points, long bytes, HardwareCaps device) {
  static MemoryNeed of(Msm task, HardwareCaps device) {
    return new MemoryNeed(task.bases().count(), task.memoryNeeded(), device);
  }

  /** Need and limit, in one line. */
  String text() {
    return String.format(
        Locale.ROOT,
        "msm: %,d points need %,.1f MiB on %s, which has %,.1f MiB",
        points,
        bytes / 0x1p20,
        device.deviceId(),
        device.memoryBytes() / 0x1p20);
  }

  /**
   * Refuses what cannot fit.
   *
   * @throws DeviceException if the device has less memory than needed
   */
  void require() {
    if (bytes > device.memoryBytes()) {
      throw DeviceException.Code.OUT_OF_MEMORY.exception(
          text() + "; take fewer points, or another --device");
    }
  }
}
