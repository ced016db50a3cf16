package dev.twinloop.tornado;

import dev.twinloop.task.KernelCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each kernel of a run took by the device's clock, one line in the worker's log for a run
 * whose clocks are read. Only with {@link #PROPERTY}: a run is then told by its kernels, and for
 * secret tasks the times of kernels may follow from the secret.
 *
 * <pre>
 *   kernels of slot of [hash64], capacity=…: us=1234.5; 1 hash64 1000.1; 2 …
 * </pre>
 */
final class KernelTimes {
  /** {@code true}: the lines are written. */
  static final String PROPERTY = "twinloop.kernel.times";

  private static final System.Logger LOG = System.getLogger(KernelTimes.class.getName());
  private static final boolean WANTED = Boolean.getBoolean(PROPERTY);

  /** A task of TornadoVM's profile: {@code "graph.k7": { … "TASK_KERNEL_TIME": "123" … }}. */
  private static final Pattern TASK =
      Pattern.compile(
          "\"[^\"]*\\.k(\\d+)\"\\s*:\\s*\\{[^{}]*?\"TASK_KERNEL_TIME\"\\s*:\\s*\"?(\\d+)");

  private KernelTimes() {}

  /** Tells of a run, if that is wanted. */
  static void tell(String what, List<KernelCall> kernels, Supplier<String> profile) {
    if (WANTED) {
      LOG.log(System.Logger.Level.INFO, () -> line(what, kernels, profile.get()));
    }
  }

  /** The line of the last run in a profile, which holds all runs since the slot was made. */
  static String line(String what, List<KernelCall> kernels, String profile) {
    Map<Integer, Double> times = new TreeMap<>();
    Matcher task = TASK.matcher(profile);
    while (task.find()) {
      times.put(Integer.parseInt(task.group(1)), Long.parseLong(task.group(2)) / 1e3);
    }
    StringBuilder line = new StringBuilder();
    times.forEach(
        (k, us) ->
            line.append(
                String.format(Locale.ROOT, "; %d %s %.1f", k, kernels.get(k).method(), us)));
    double all = times.values().stream().mapToDouble(us -> us).sum();
    return String.format(Locale.ROOT, "kernels of %s: us=%.1f%s", what, all, line);
  }
}
