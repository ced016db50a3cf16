package dev.twinloop.cli;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that runs tasks. */
public final class CommonOptions {
  @Option(
      names = "--strategy",
      paramLabel = "STRATEGY",
      converter = StrategyName.class,
      completionCandidates = StrategyName.class,
      description = "Where work runs: ${COMPLETION-CANDIDATES}. Default: auto.")
  private @Nullable Strategy strategy;

  @Option(
      names = "--device",
      paramLabel = "ID",
      converter = DeviceName.class,
      description =
          "Use this device, as 'twinloop devices' names it. If it is missing, the exit status is 3.")
  private @Nullable String device;

  @Option(
      names = "--sample-rate",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description =
          "Recompute exactly this share of what the loop yields, on accelerators and on the CPU, 0 to"
              + " 100 percent. Default: 2, of an accelerator's results alone, within a budget of CPU"
              + " time.")
  private @Nullable Double sampleRate;

  @Option(
      names = "--batch",
      paramLabel = "ITEMS",
      converter = Items.class,
      description = "At most this many items in one slice of work. Default: chosen by measurement.")
  private @Nullable Integer batch;

  @Option(
      names = "--compile-limit",
      paramLabel = "SECONDS",
      converter = TimeLimitOption.Seconds.class,
      description =
          "How long a device may compile one program before it is given up on that device, 1 to"
              + " 3600. Default: 120.")
  private @Nullable Duration compileLimit;

  @Option(names = "--no-progress", description = "No progress on stderr, even on a terminal.")
  private boolean noProgress;

  @Option(
      names = "--verbose",
      description = "Say on stderr which device computed how much, and what fell back and why.")
  private boolean verbose;

  /** The scheduler's configuration that these options ask for. */
  public SchedulerConfig configuration() {
    SchedulerConfig config = SchedulerConfig.defaults();
    if (strategy != null) {
      config = config.withStrategy(strategy);
    }
    if (device != null) {
      config = config.withDevice(device);
    }
    if (sampleRate != null) {
      config = config.withSampleRate(sampleRate);
    }
    if (batch != null) {
      config = config.withSliceItems(batch);
    }
    if (compileLimit != null) {
      config = config.withWorker(config.worker().withPrepareTimeout(compileLimit));
    }
    return config;
  }

  /** The device that must be there, if one was named. */
  public Optional<String> device() {
    return Optional.ofNullable(device);
  }

  /** The strategy that was asked for, if one was. */
  Optional<Strategy> strategy() {
    return Optional.ofNullable(strategy);
  }

  /** Whether work must run on an accelerator. */
  public boolean accelerated() {
    return strategy == Strategy.GPU_ONLY || (device != null && !device.startsWith("cpu"));
  }

  /** Whether these options leave it to us where work runs and in which slices. */
  boolean placesFreely() {
    boolean auto = strategy == null || strategy == Strategy.AUTO;
    return auto && device == null && sampleRate == null && batch == null && compileLimit == null;
  }

  boolean progress() {
    return !noProgress;
  }

  /** Whether to say where what ran. */
  public boolean verbose() {
    return verbose;
  }

  /** Reads {@code load-balance} and the like. */
  static final class StrategyName implements ITypeConverter<Strategy>, Iterable<String> {
    private final List<Strategy> accepted;

    /** Accepts all. */
    StrategyName() {
      this(Strategy.values());
    }

    StrategyName(Strategy... accepted) {
      this.accepted = List.of(accepted);
    }

    @Override
    public Strategy convert(String text) {
      for (Strategy strategy : accepted) {
        if (name(strategy).equals(text)) {
          return strategy;
        }
      }
      throw new TypeConversionException("name=" + text + ", accepted: " + String.join(", ", this));
    }

    @Override
    public Iterator<String> iterator() {
      return accepted.stream().map(StrategyName::name).iterator();
    }

    private static String name(Strategy strategy) {
      return strategy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads the name of a device, which may not be there. */
  static final class DeviceName implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException(
            "id=" + text + ", accepted: a name that 'twinloop devices' prints");
      }
      return text;
    }
  }

  /** Reads {@code 2}, {@code 2.5} or {@code 2%} as a share of 1. */
  static final class Percent implements ITypeConverter<Double> {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    @Override
    public Double convert(String text) {
      String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
      double percent = DECIMAL.matcher(number).matches() ? Double.parseDouble(number) : -1;
      if (percent < 0 || percent > 100) {
        throw new TypeConversionException("percent=" + text + ", accepted: 0 to 100");
      }
      return percent / 100;
    }
  }

  /** Reads a number of items. */
  static final class Items extends WholeNumber.Small {
    Items() {
      super("items", 1, Integer.MAX_VALUE);
    }
  }
}
