package dev.twinloop.policy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;

/**
 * All thresholds for placing work, in one record. {@link #defaults()} has the defaults, {@link
 * #with} changes one threshold by its name, and {@link #read} reads a file.
 *
 * @param busyUtilisation a device that is used for a smaller share of the time than this gets
 *     larger slices; 0.7
 * @param lowWater queued tasks below which slices may grow; 2
 * @param highWater queued tasks above which slices shrink and the CPU takes part; 8
 * @param grow factor on a device's slices at each evaluation below both marks; 1.2
 * @param shrink factor on a device's slices at each evaluation above the high water; 0.8
 * @param mostFactor slices never grow beyond this multiple of their size by bytes; 4
 * @param leastFactor slices never shrink below this multiple; 0.25
 * @param failureRate share of a device's last runs that failed, above which the CPU takes over; 0.2
 * @param hysteresis how much better another place must be before a stream moves there; 0.05
 * @param trialFactor a place that was seldom measured is tried with a whole task if its expected
 *     cost is at most this multiple of the best; 1.8
 * @param trials a device's estimate of a size class is trusted after this number of timed copies of
 *     slices, and twice this number of whole tasks. After a stream has moved to a place, this
 *     number of tasks and one more stay there; 3
 * @param refreshFactor the second-best place is tried again from time to time, up to this multiple
 *     of the best cost; 1.5
 * @param refresh the age of an estimate after which the place is tried again; 5 s
 * @param reprobe the age of an estimate after which a copy is timed again; 30 s. A tenth of that if
 *     the device is within four times the CPU's cost, or within sixteen times if a copy takes no
 *     more than a hundredth of the time between two copies
 * @param assumedSpeedup how many times as fast as the CPU an unmeasured device is assumed to be; 4
 * @param assumedLatency the assumed least cost of a task on an unmeasured device; 250 µs
 * @param horizon how long a stream is assumed to go on; 30 s
 * @param repeats how many times a task is assumed to come, at least, before a stream is seen; 1
 * @param startCost the assumed cost of starting a device; 3 s
 * @param compileCost the assumed cost of compiling a program; 2 s
 * @param leastCpuShare the CPU shares a task with accelerators if its share is at least this; 0.05
 * @param nearBest a task of one slice may go to any device that ends it within this multiple of the
 *     best; 1.25
 * @param leastShared tasks that one place does in less time than this are not shared; 2 ms
 * @param cpuSlice the wanted time of a slice on the CPU; 4 ms
 * @param inline tasks that the CPU does in less time than this may run on the thread that waits for
 *     them; 100 µs
 * @param inlineQueue if more tasks than this wait for each core, no task runs on the thread that
 *     waits for it, and all tasks take turns; 2
 * @param inlineOnDevice tasks that a device, or the CPU with all its cores, does in less time than
 *     this may also run on the waiting thread. On the CPU, the waiting thread is then one of the
 *     cores; 20 ms
 * @param urgentStream how long after a task with a deadline one slot of each device is kept free
 *     for the next such task; 1 s
 * @param urgentSlices during this time, the largest number of slices of other tasks that keep a
 *     device's arithmetic busy, each of 128 threads a unit; 3
 * @param urgentCores during this time, the largest share of the cores that is left to the threads
 *     that feed devices, two for each slice on a device; 0.375
 * @param evaluateEach placement is decided again after this time; 1 s
 * @param evaluateSlices placement is also decided again after this number of slices; 100
 */
public record Thresholds(
    double busyUtilisation,
    int lowWater,
    int highWater,
    double grow,
    double shrink,
    double mostFactor,
    double leastFactor,
    double failureRate,
    double hysteresis,
    double trialFactor,
    int trials,
    double refreshFactor,
    Duration refresh,
    Duration reprobe,
    double assumedSpeedup,
    Duration assumedLatency,
    Duration horizon,
    int repeats,
    Duration startCost,
    Duration compileCost,
    double leastCpuShare,
    double nearBest,
    Duration leastShared,
    Duration cpuSlice,
    Duration inline,
    int inlineQueue,
    Duration inlineOnDevice,
    Duration urgentStream,
    int urgentSlices,
    double urgentCores,
    Duration evaluateEach,
    int evaluateSlices) {

  private static final Thresholds DEFAULTS =
      new Thresholds(
          0.7,
          2,
          8,
          1.2,
          0.8,
          4,
          0.25,
          0.2,
          0.05,
          1.8,
          3,
          1.5,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          4,
          Duration.ofNanos(250_000),
          Duration.ofSeconds(30),
          1,
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          0.05,
          1.25,
          Duration.ofMillis(2),
          Duration.ofMillis(4),
          Duration.ofNanos(100_000),
          2,
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          3,
          0.375,
          Duration.ofSeconds(1),
          100);

  /** What an unmeasured device is taken to need for a task that takes the CPU so long. */
  double assumedNs(double cpuNs) {
    return assumedLatency.toNanos() + cpuNs / assumedSpeedup;
  }

  public Thresholds {
    for (double number :
        List.of(
            busyUtilisation,
            grow,
            shrink,
            mostFactor,
            leastFactor,
            failureRate,
            hysteresis,
            trialFactor,
            refreshFactor,
            assumedSpeedup,
            leastCpuShare)) {
      require("a number", number, number >= 0 && number < Double.POSITIVE_INFINITY, "0 or more");
    }
    require("lowWater", lowWater, lowWater >= 0 && lowWater <= highWater, "0 to highWater");
    require("grow", grow, grow >= 1, "1 or more");
    require("shrink", shrink, shrink > 0 && shrink <= 1, "above 0 to 1");
    require("mostFactor", mostFactor, mostFactor >= 1, "1 or more");
    require("leastFactor", leastFactor, leastFactor > 0 && leastFactor <= 1, "above 0 to 1");
    require("urgentCores", urgentCores, urgentCores >= 0 && urgentCores < 1, "0 to below 1");
    require("inlineQueue", inlineQueue, inlineQueue >= 0, "0 or more");
    require("urgentSlices", urgentSlices, urgentSlices >= 1, "1 or more");
    require("nearBest", nearBest, nearBest >= 1, "1 or more");
    require("repeats", repeats, repeats >= 1, "1 or more");
    require("trials", trials, trials >= 1, "1 or more");
    require("evaluateSlices", evaluateSlices, evaluateSlices >= 1, "1 or more");
    for (Duration time :
        List.of(
            refresh,
            reprobe,
            assumedLatency,
            horizon,
            startCost,
            compileCost,
            leastShared,
            cpuSlice,
            inline,
            inlineOnDevice,
            urgentStream)) {
      require("a duration", time, !time.isNegative(), "not negative");
    }
    require("evaluateEach", evaluateEach, evaluateEach.toMillis() >= 1, "1 ms or more");
  }

  /** The values named above. */
  public static Thresholds defaults() {
    return DEFAULTS;
  }

  /**
   * The same with another value.
   *
   * @param name of a component, such as {@code startCost}
   * @param value a number; for durations as {@link Duration#parse} takes it ({@code PT3S}), or with
   *     a unit: {@code 3s}, {@code 250ms}, {@code 80us}
   * @throws IllegalArgumentException if there is no such threshold, or the value is refused
   */
  public Thresholds with(String name, String value) {
    return with(Map.of(name, value));
  }

  /**
   * The same with the values of a properties file, {@code name=value} a line.
   *
   * @throws IllegalArgumentException if there is no such threshold, or a value is refused
   * @throws UncheckedIOException if it cannot be read
   */
  public Thresholds read(Reader file) {
    Properties properties = new Properties();
    try {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
    return with(values);
  }

  private Thresholds with(Map<String, String> changed) {
    RecordComponent[] components = Thresholds.class.getRecordComponents();
    TreeSet<String> names = new TreeSet<>();
    Arrays.stream(components).forEach(c -> names.add(c.getName()));
    for (String name : changed.keySet()) {
      require("threshold", name, names.contains(name), String.join(", ", names));
    }
    try {
      Object[] values = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        String text = changed.get(components[i].getName());
        values[i] =
            text == null
                ? Objects.requireNonNull(components[i].getAccessor().invoke(this))
                : parsed(components[i].getName(), types[i], text.strip());
      }
      Constructor<Thresholds> constructor = Thresholds.class.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw e.getCause() instanceof IllegalArgumentException refused
          ? refused
          : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object parsed(String name, Class<?> type, String text) {
    try {
      if (type == int.class) {
        return Integer.parseInt(text);
      }
      return type == double.class ? (Object) Double.parseDouble(text) : duration(text);
    } catch (NumberFormatException | java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          "threshold: " + name + "=" + text + ", accepted: " + type.getSimpleName(), e);
    }
  }

  private static Duration duration(String text) {
    if (text.startsWith("P")) {
      return Duration.parse(text);
    }
    int unit = 0;
    while (unit < text.length() && !Character.isLetter(text.charAt(unit))) {
      unit++;
    }
    double number = Double.parseDouble(text.substring(0, unit));
    return switch (text.substring(unit)) {
      case "s" -> Duration.ofNanos((long) (number * 1e9));
      case "ms" -> Duration.ofNanos((long) (number * 1e6));
      case "us", "µs" -> Duration.ofNanos((long) (number * 1e3));
      default -> throw new NumberFormatException(text + ": unit, accepted: s, ms, us");
    };
  }

  private static void require(String name, Object value, boolean holds, String accepted) {
    if (!holds) {
      throw new IllegalArgumentException(
          "thresholds: " + name + "=" + value + ", accepted: " + accepted);
    }
  }
}
