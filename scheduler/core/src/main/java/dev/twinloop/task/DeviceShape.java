package dev.twinloop.task;

/**
 * The properties of a device from which a program chooses how many threads work at the same time.
 *
 * @param computeUnits cores or multiprocessors, at least 1
 */
public record DeviceShape(int computeUnits) {
  public DeviceShape {
    if (computeUnits < 1) {
      throw new IllegalArgumentException(
          "device shape: computeUnits=" + computeUnits + ", accepted: 1 or more");
    }
  }
}
