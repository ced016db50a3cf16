package dev.twinloop.engine;

import dev.twinloop.task.DeviceShape;

/**
 * One device, as its driver describes it.
 *
 * @param deviceId by which the command line and reports name it: {@code cpu}, {@code cuda:0},
 *     {@code opencl:0:1} (platform and device)
 * @param deviceName the maker's name
 * @param engineType CPU or GPU
 * @param backend what stands between
 * @param hostCpu whether it is really this machine's processor (PoCL): such a device is used only
 *     when named
 * @param memoryBytes memory that programs may use
 * @param computeUnits cores or multiprocessors
 * @param driver version of driver or runtime
 * @param pciBus where the card is, {@code domain:bus:device} in hexadecimal, such as {@code
 *     0000:3b:00}, by which the same card is known under two backends; empty if that is not told
 */
public record HardwareCaps(
    String deviceId,
    String deviceName,
    EngineType engineType,
    Backend backend,
    boolean hostCpu,
    long memoryBytes,
    int computeUnits,
    String driver,
    String pciBus) {

  /** A device of which it is not told where the card is. */
  public HardwareCaps(
      String deviceId,
      String deviceName,
      EngineType engineType,
      Backend backend,
      boolean hostCpu,
      long memoryBytes,
      int computeUnits,
      String driver) {
    this(deviceId, deviceName, engineType, backend, hostCpu, memoryBytes, computeUnits, driver, "");
  }

  /** What programs may ask of the device. */
  public DeviceShape shape() {
    return new DeviceShape(Math.max(1, computeUnits));
  }

  /** Whether this is a GPU (or another accelerator) rather than the host's processor. */
  public boolean gpuPresent() {
    return engineType == EngineType.GPU && !hostCpu;
  }
}
