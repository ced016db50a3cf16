package dev.twinloop.bench;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first task of a scheduler in a process of its own, and what the same task takes once the JVM
 * is warm. Nothing is known from earlier runs: no learned costs, no compiled kernels.
 *
 * <pre>
 *   arguments:  strategy work items device ("-": every GPU found) warm-ms
 *   it says     first-ns best-ns places
 * </pre>
 */
public final class FirstTaskProcess {
  /** The same task comes again at least so often, however long it takes. */
  private static final int LEAST_WARM = 3;

  private static final String NO_DEVICE = "-";

  private FirstTaskProcess() {}

  /**
   * What such a process saw.
   *
   * @param firstNs the first task, from submit to the checked result
   * @param bestNs the least of those after it, with {@code CPU_ONLY}; else the first task's
   * @param places where the first task ran: items by device
   */
  record Seen(long firstNs, long bestNs, String places) {}

  /** Starts a process and waits for what it says. */
  static Seen start(
      Strategy strategy, SchedulerWork work, int items, SchedulerPlan plan, Path empty)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(strategy, work, items, plan));
    Map<String, String> environment = builder.environment();
    environment.put("XDG_CACHE_HOME", empty.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out = process.inputReader()) {
      @Nullable String line = out.readLine();
      if (line == null) {
        throw new IOException(
            "first task: strategy=%s, work=%s, items=%d: the process ended, status %d"
                .formatted(strategy, work, items, process.onExit().join().exitValue()));
      }
      String[] words = line.split(" ", 3);
      return new Seen(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    } finally {
      var unused = process.destroyForcibly().onExit().join();
    }
  }

  private static List<String> command(
      Strategy strategy, SchedulerWork work, int items, SchedulerPlan plan) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("twinloop.")) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FirstTaskProcess.class.getName());
    command.addAll(List.of(strategy.name(), work.name(), Integer.toString(items)));
    command.add(plan.config().device().orElse(NO_DEVICE));
    command.add(Long.toString(plan.firstWarm().toMillis()));
    return command;
  }

  /** Runs the task, first once, then warm. */
  public static void main(String[] args) {
    Strategy strategy = Strategy.valueOf(args[0]);
    SchedulerWork work = SchedulerWork.valueOf(args[1]);
    int items = Integer.parseInt(args[2]);
    SchedulerConfig plain =
        SchedulerConfig.defaults().withStrategy(strategy).withLearned(Optional.empty());
    SchedulerConfig config =
        args[3].equals(NO_DEVICE) || strategy == Strategy.CPU_ONLY
            ? plain
            : plain.withCandidate(args[3]);
    SchedulerPlan plan = new SchedulerPlan(List.of(items), Set.of(work), false, config, _ -> {});
    try (Arena arena = Arena.ofShared();
        HybridScheduler scheduler = HybridScheduler.open(config)) {
      Task<?> task = SchedulerWorks.all(plan, arena).getFirst().task().apply(items);
      long start = System.nanoTime();
      TaskReport report = scheduler.submit(task).await().report();
      long first = System.nanoTime() - start;
      long best = strategy == Strategy.CPU_ONLY ? warm(scheduler, task, args[4]) : first;
      System.out.println(first + " " + best + " " + places(report));
      System.out.flush();
      System.in.read(); // the caller ends this process before its devices have been closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long warm(HybridScheduler scheduler, Task<?> task, String millis) {
    long best = Long.MAX_VALUE;
    long end = System.nanoTime() + Duration.ofMillis(Long.parseLong(millis)).toNanos();
    for (int i = 0; i < LEAST_WARM || System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      Object unused = scheduler.submit(task).await();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private static String places(TaskReport report) {
    Map<String, Long> slices =
        report.slices().stream()
            .collect(Collectors.groupingBy(SliceReport::deviceId, Collectors.counting()));
    return report.itemsByDevice().entrySet().stream()
        .map(e -> "%s %d/%d".formatted(e.getKey(), e.getValue(), slices.get(e.getKey())))
        .collect(Collectors.joining(" "));
  }
}
