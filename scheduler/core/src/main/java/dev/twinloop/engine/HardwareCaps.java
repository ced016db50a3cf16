package dev.twinloop.engine;

import dev.twinloop.task.DeviceShape;

/**
 * One device, as its driver describes it.
 *
 * @param deviceId the name in the command line and in reports: {@code cpu}, {@code cuda:0}, {@code
 *     opencl:0:1} (platform and device)
 * @param deviceName the maker's name
 * @param engineType CPU or GPU
 * @param backend the software layer between program and device
 * @param hostCpu whether the device is really this machine's processor (PoCL); such a device is
 *     used only when named
 * @param memoryBytes memory that programs may use
 * @param computeUnits cores or multiprocessors
 * @param driver version of driver or runtime
 * @param pciBus the place of the card, {@code domain:bus:device} in hexadecimal, such as {@code
 *     0000:3b:00}. It shows that devices of two backends are the same card. Empty if the driver
 *     does not state it
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

  /** A device whose card has no known place. */
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

  /** The properties of the device that programs may use. */
  public DeviceShape shape() {
    return new DeviceShape(Math.max(1, computeUnits));
  }

  /** Whether this is a GPU (or another accelerator) rather than the host's processor. */
  public boolean gpuPresent() {
    return engineType == EngineType.GPU && !hostCpu;
  }
}
