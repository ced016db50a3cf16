package dev.twinloop.cli;

import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code --time-limit}: how long a command waits for the known answers of all devices together. */
final class TimeLimitOption {
  private static final int MOST_SECONDS = 3600;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description =
          "How long all devices, side by side, may take to answer; what has not answered by then is"
              + " named. 1 to 3600. Default: 120.")
  private Duration limit = Duration.ofMinutes(2);

  Duration duration() {
    return limit;
  }

  /**
   * A worker may take all of the time to start, and to compile one program, unless another limit
   * was chosen for that.
   */
  SchedulerConfig within(SchedulerConfig config) {
    WorkerOptions worker = config.worker();
    if (worker.startTimeout().compareTo(limit) > 0) {
      worker = worker.withStartTimeout(limit);
    }
    boolean chosen = !worker.prepareTimeout().equals(WorkerOptions.defaults().prepareTimeout());
    if (!chosen && worker.prepareTimeout().compareTo(limit) < 0) {
      worker = worker.withPrepareTimeout(limit);
    }
    return config.withWorker(worker);
  }

  /** What to say of a device whose answers are not all there. */
  String exceeded(List<String> unfinished) {
    return "no answer within %d s: %s; still compiling, or the driver hangs: --time-limit %d waits longer"
        .formatted(
            limit.toSeconds(),
            String.join(", ", unfinished),
            Math.min(MOST_SECONDS, 4 * limit.toSeconds()));
  }

  /** Reads a number of seconds. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Duration.ofSeconds(WholeNumber.read("seconds", text, 1, MOST_SECONDS));
    }
  }
}
