package dev.twinloop.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A failure drill: makes a worker fail on purpose, so that recovery can be rehearsed on any
 * machine. The system property {@value #PROPERTY} of the caller names the drill, in one of two
 * forms:
 *
 * <pre>
 *   flip@3            the third run of the worker goes wrong in this way
 *   orders:/a/file    whatever that file orders, as soon as it is there: "flip", or "start_crash 3"
 *                     for three times; the worker that obeys an order takes it away
 * </pre>
 *
 * Thread-safe.
 */
public final class Drill {
  /** The system property that names a drill. */
  public static final String PROPERTY = "twinloop.drill";

  private static final System.Logger LOG = System.getLogger(Drill.class.getName());
  private static final String ORDERS = "orders:";

  /** Where in a worker's life something goes wrong. */
  enum Point {
    START,
    COMPILATION,
    RUN
  }

  /** What goes wrong. */
  public enum Kind {
    /** Every bit of the first output array is inverted after this run and after all later runs. */
    CORRUPT(Point.RUN, true),
    /** One bit of the outputs is inverted, once. */
    FLIP(Point.RUN, false),
    /** The run ends in an out-of-memory error. */
    OOM(Point.RUN, false),
    /** The kernels do not run: outputs are old, and receipts are missing. */
    SKIP(Point.RUN, false),
    /** The run never ends. */
    HANG(Point.RUN, false),
    /** The process exits. */
    CRASH(Point.RUN, false),
    /** From this run on, every run takes three seconds longer. */
    SLOW(Point.RUN, true),
    /** The worker sends bytes that are not a frame over the control channel. */
    GARBAGE(Point.RUN, false),
    /** A frame says that it is two gigabytes long. */
    OVERSIZED(Point.RUN, false),
    /** The control channel is closed, but the process goes on. */
    CLOSE(Point.RUN, false),
    /** The compilation never ends. */
    COMPILE(Point.COMPILATION, false),
    /** The process exits before its first frame. */
    START_CRASH(Point.START, false),
    /** The process never sends its first frame. */
    START_HANG(Point.START, false);

    private final Point point;
    private final boolean lasting;

    Kind(Point point, boolean lasting) {
      this.point = point;
      this.lasting = lasting;
    }

    private static Kind named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  private final Optional<Kind> kind;
  private final int number;
  private final Optional<Path> orders;
  private final AtomicInteger count = new AtomicInteger();
  private Optional<Kind> lasting = Optional.empty();

  private Drill(Optional<Kind> kind, int number, Optional<Path> orders) {
    this.kind = kind;
    this.number = number;
    this.orders = orders;
  }

  /** Reads {@code kind@n} or {@code orders:/a/file}. */
  public static Drill parse(String text) {
    if (text.startsWith(ORDERS)) {
      return new Drill(Optional.empty(), 0, Optional.of(Path.of(text.substring(ORDERS.length()))));
    }
    int at = text.indexOf('@');
    try {
      return new Drill(
          Optional.of(Kind.named(text.substring(0, at))),
          Integer.parseInt(text.substring(at + 1)),
          Optional.empty());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          PROPERTY
              + "="
              + text
              + ", accepted: corrupt|flip|oom|skip|hang|crash|slow|garbage|oversized|close|compile|"
              + "start_crash|start_hang, then @n; or orders:FILE",
          e);
    }
  }

  /** The text that makes workers obey a file of orders. */
  public static String byOrders(Path file) {
    return ORDERS + file;
  }

  /** What goes wrong now, if anything. */
  synchronized Optional<Kind> due(Point point) {
    Optional<Kind> due = orders.isPresent() ? ordered(orders.get(), point) : counted(point);
    if (due.filter(k -> k.lasting).isPresent()) {
      lasting = due;
    }
    return due.or(() -> lasting.filter(k -> k.point == point));
  }

  private Optional<Kind> counted(Point point) {
    return kind.filter(k -> k.point == point).filter(_ -> count.incrementAndGet() == number);
  }

  private static Optional<Kind> ordered(Path file, Point point) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String[] words = Files.readString(file).strip().split(" ");
      Kind order = Kind.named(words[0]);
      if (order.point != point) {
        return Optional.empty();
      }
      int times = words.length > 1 ? Integer.parseInt(words[1]) : 1;
      if (times > 1) {
        Files.writeString(file, words[0] + " " + (times - 1));
      } else {
        Files.delete(file);
      }
      return Optional.of(order);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "drill: orders in " + file + " were not understood", e);
      return Optional.empty();
    }
  }

  /** Before the worker says its first frame. */
  void beforeStart() {
    due(Point.START)
        .ifPresent(
            order -> {
              if (order == Kind.START_CRASH) {
                System.out.println("drill: crash at start");
                Runtime.getRuntime().halt(70);
              }
              sleepForever();
            });
  }

  /** Before a program is compiled. */
  void beforeCompiling() {
    due(Point.COMPILATION).ifPresent(_ -> sleepForever());
  }

  static void sleepForever() {
    while (true) {
      sleep(Long.MAX_VALUE);
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // nothing interrupts a slot's thread
    }
  }
}
