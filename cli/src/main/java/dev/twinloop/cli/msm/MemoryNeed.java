package dev.twinloop.cli.msm;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.kernel.msm.Msm;
import java.util.Locale;

/**
 * What a task takes of a device's memory, said before it starts.
 *
 * @param points how many points the task has
 * @param bytes what they take at a time
 * @param least what the smallest slice takes
 * @param device where
 */
record MemoryNeed(int points, long bytes, long least, HardwareCaps device) {
  static MemoryNeed of(Msm task, HardwareCaps device) {
    return new MemoryNeed(
        task.bases().count(), task.memoryNeeded(), task.leastMemoryNeeded(), device);
  }

  /** Need and limit, in one line. */
  String text() {
    String fits = bytes > device.memoryBytes() ? ": cut into slices that fit" : "";
    return String.format(Locale.ROOT, "msm: %,d points need %s%s", points, figures(bytes), fits);
  }

  private String figures(long need) {
    return String.format(
        Locale.ROOT,
        "%,.1f MiB on %s, which has %,.1f MiB",
        need / 0x1p20,
        device.deviceId(),
        device.memoryBytes() / 0x1p20);
  }

  /**
   * Refuses what cannot fit.
   *
   * @throws DeviceException if the device has less memory than the smallest slice needs
   */
  void require() {
    if (least > device.memoryBytes()) {
      throw DeviceException.Code.OUT_OF_MEMORY.exception(
          "msm: the smallest slice needs " + figures(least) + "; take another --device");
    }
  }
}
