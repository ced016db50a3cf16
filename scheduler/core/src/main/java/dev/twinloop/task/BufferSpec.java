package dev.twinloop.task;

/**
 * One native array of a program.
 *
 * @param name by which kernels and encode/decode refer to it; unique in its program
 * @param type the element type
 * @param elements how many elements; an {@code int} because TornadoVM's arrays count so
 * @param role who writes it and how it travels
 */
public record BufferSpec(String name, ElementType type, int elements, Role role) {
  /** Who writes a buffer and how it travels. */
  public enum Role {
    /** Written by {@code encode}, copied to the device for every run. */
    INPUT,
    /**
     * Written by {@code encode} and copied to the device only when {@link Program#residentVersion}
     * changes; kept there from run to run, and not overwritten with zeros when a task ends.
     */
    RESIDENT,
    /** Written by kernels, copied back after every run. Never copied in: kernels must write it. */
    OUTPUT,
    /** Lives on the device only: passes values from one kernel to the next. */
    SCRATCH,
    /** Filled once by {@link Program#constants} when the program is compiled. */
    CONSTANT
  }

  public BufferSpec {
    if (elements < 1) {
      throw new IllegalArgumentException(
          "buffer: name=" + name + ", elements=" + elements + ", accepted: 1 to 2^31-1");
    }
  }

  public static BufferSpec input(String name, ElementType type, long elements) {
    return new BufferSpec(name, type, count(name, elements), Role.INPUT);
  }

  public static BufferSpec resident(String name, ElementType type, long elements) {
    return new BufferSpec(name, type, count(name, elements), Role.RESIDENT);
  }

  public static BufferSpec output(String name, ElementType type, long elements) {
    return new BufferSpec(name, type, count(name, elements), Role.OUTPUT);
  }

  public static BufferSpec scratch(String name, ElementType type, long elements) {
    return new BufferSpec(name, type, count(name, elements), Role.SCRATCH);
  }

  public static BufferSpec constant(String name, ElementType type, long elements) {
    return new BufferSpec(name, type, count(name, elements), Role.CONSTANT);
  }

  /** The same for so many items. */
  BufferSpec times(int items) {
    return new BufferSpec(name, type, count(name, (long) elements * items), role);
  }

  /** Payload size in bytes. */
  public long bytes() {
    return (long) elements * type.bytes();
  }

  /** Whether the host sees its contents: inputs, residents and outputs. */
  public boolean hostVisible() {
    return role == Role.INPUT || role == Role.RESIDENT || role == Role.OUTPUT;
  }

  private static int count(String name, long elements) {
    if (elements > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "buffer: name=" + name + ", elements=" + elements + ", accepted: below 2^31-8");
    }
    return (int) elements;
  }
}
