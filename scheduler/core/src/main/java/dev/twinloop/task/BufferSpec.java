package dev.twinloop.task;

/**
 * One native array of a program.
 *
 * @param name the name that kernels, encode and decode use; unique in its program
 * @param type the element type
 * @param elements how many elements; an {@code int} because TornadoVM's arrays count so
 * @param role who writes it and how it travels
 * @param kept for scratch: whether its contents follow from residents and the program's shape
 *     alone, such as a table. Such contents are public. They stay when everything else is wiped
 */
public record BufferSpec(String name, ElementType type, int elements, Role role, boolean kept) {
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
    if (kept && role != Role.SCRATCH) {
      throw new IllegalArgumentException(
          "buffer: name=" + name + ", role=" + role + ", kept, accepted: SCRATCH");
    }
  }

  /** A buffer that is not a table. */
  public BufferSpec(String name, ElementType type, int elements, Role role) {
    this(name, type, elements, role, false);
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

  /** Scratch that holds public data from run to run: {@link #kept}. */
  public static BufferSpec table(String name, ElementType type, long elements) {
    return new BufferSpec(name, type, count(name, elements), Role.SCRATCH, true);
  }

  public static BufferSpec constant(String name, ElementType type, long elements) {
    return new BufferSpec(name, type, count(name, elements), Role.CONSTANT);
  }

  /** The same for this number of items. */
  BufferSpec times(int items) {
    return new BufferSpec(name, type, count(name, (long) elements * items), role, kept);
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
