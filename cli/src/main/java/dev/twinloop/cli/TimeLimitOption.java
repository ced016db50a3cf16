package dev.twinloop.cli;

import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

  /** A worker that does not even start is not waited for longer. */
  SchedulerConfig within(SchedulerConfig config) {
    Duration start = config.worker().startTimeout();
    return start.compareTo(limit) < 0
        ? config
        : config.withWorker(config.worker().withStartTimeout(limit));
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
      try {
        int seconds = Integer.parseInt(text);
        if (seconds >= 1 && seconds <= MOST_SECONDS) {
          return Duration.ofSeconds(seconds);
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException("seconds=" + text + ", accepted: 1 to " + MOST_SECONDS);
      }
      throw new TypeConversionException("seconds=" + text + ", accepted: 1 to " + MOST_SECONDS);
    }
  }
}
