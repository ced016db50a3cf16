package dev.twinloop.task;

/**
 * What a program may ask of a device to choose how many threads work at a time.
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
