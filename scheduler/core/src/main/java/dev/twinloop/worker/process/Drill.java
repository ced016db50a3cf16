package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A failure drill: makes a worker go wrong on purpose at its {@code n}-th run, so that recovery can
 * be rehearsed on any machine. Written {@code kind@n}, in the system property {@value #PROPERTY} of
 * the caller.
 *
 * @param kind what goes wrong
 * @param run the run it happens at, counted from 1 over all slots of the worker
 */
public record Drill(Kind kind, int run) {
  /** The system property that names a drill. */
  public static final String PROPERTY = "twinloop.drill";

  /** What goes wrong. */
  public enum Kind {
    /** Every bit of the first output array is inverted after the run, and of all later runs. */
    CORRUPT,
    /** One bit of the outputs is inverted, once. */
    FLIP,
    /** The run ends in an out-of-memory error. */
    OOM,
    /** The kernels do not run, so that receipts are missing. */
    SKIP,
    /** The run never ends. */
    HANG,
    /** The process exits. */
    CRASH,
    /** Every run takes a second longer, from then on. */
    SLOW,
    /** The compilation of that number never ends. */
    COMPILE
  }

  /** Reads {@code kind@n}. */
  public static Drill parse(String text) {
    int at = text.indexOf('@');
    try {
      return new Drill(
          Kind.valueOf(text.substring(0, at).toUpperCase(java.util.Locale.ROOT)),
          Integer.parseInt(text.substring(at + 1)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          PROPERTY
              + "="
              + text
              + ", accepted: corrupt|flip|oom|skip|hang|crash|slow|compile, then @n",
          e);
    }
  }

  /** Before the n-th program of this worker is compiled. */
  void beforeCompiling(int number) {
    if (kind == Kind.COMPILE && number == run) {
      sleepForever();
    }
  }

  /** A slot that goes wrong when the shared count of runs says so. */
  Slot wrap(Slot slot, AtomicInteger runs) {
    return new DrilledSlot(slot, this, runs);
  }

  private record DrilledSlot(Slot slot, Drill drill, AtomicInteger runs) implements Slot {
    @Override
    public Buffers buffers() {
      return slot.buffers();
    }

    @Override
    public Timings run() {
      int number = runs.incrementAndGet();
      boolean now = number == drill.run();
      return switch (drill.kind()) {
        case CORRUPT -> {
          Timings timings = slot.run();
          if (number >= drill.run()) {
            firstOutput().ifPresent(DrilledSlot::invert);
          }
          yield timings;
        }
        case FLIP -> {
          Timings timings = slot.run();
          if (now) {
            firstOutput().ifPresent(s -> s.set(ValueLayout.JAVA_BYTE, 0, flipped(s)));
          }
          yield timings;
        }
        case OOM -> {
          if (now) {
            throw DeviceException.Code.OUT_OF_MEMORY.exception("drill: out of memory");
          }
          yield slot.run();
        }
        case SKIP -> now ? Timings.ofRun(0, 0, 0, 0) : slot.run();
        case HANG -> {
          if (now) {
            sleepForever();
          }
          yield slot.run();
        }
        case SLOW -> {
          if (number >= drill.run()) {
            sleep(1000);
          }
          yield slot.run();
        }
        case COMPILE -> slot.run();
        case CRASH -> {
          if (now) {
            Runtime.getRuntime().halt(70);
          }
          yield slot.run();
        }
      };
    }

    @Override
    public void close() {
      slot.close();
    }

    private Optional<MemorySegment> firstOutput() {
      return buffers().layout().buffers().stream()
          .filter(spec -> spec.role() == BufferSpec.Role.OUTPUT)
          .findFirst()
          .map(spec -> buffers().payload(spec.name()));
    }

    private static byte flipped(MemorySegment segment) {
      return (byte) (segment.get(ValueLayout.JAVA_BYTE, 0) ^ 1);
    }

    private static void invert(MemorySegment segment) {
      for (long i = 0; i < segment.byteSize(); i++) {
        segment.set(ValueLayout.JAVA_BYTE, i, (byte) ~segment.get(ValueLayout.JAVA_BYTE, i));
      }
    }
  }

  private static void sleepForever() {
    while (true) {
      sleep(Long.MAX_VALUE);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // nothing interrupts a slot's thread
    }
  }
}
