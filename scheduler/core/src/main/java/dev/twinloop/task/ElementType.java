package dev.twinloop.task;

/**
 * The element type of a native array. All types are little-endian in memory, as the JVM and the
 * devices are.
 */
public enum ElementType {
  BYTE(1),
  INT(4),
  LONG(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
