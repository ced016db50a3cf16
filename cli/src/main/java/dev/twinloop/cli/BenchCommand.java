package dev.twinloop.cli;

import dev.twinloop.bench.Bench;
import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.BenchPlan.Depth;
import dev.twinloop.bench.BenchWork;
import dev.twinloop.bench.BenchWork.Setting;
import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportFormat;
import dev.twinloop.cli.io.Exports;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.policy.Strategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code twinloop bench}: how fast, beside what. */
@Command(
    name = "bench",
    description = {
      "Measure the same work done by libraries (the JDK's own SHA-256; Bouncy Castle and what else"
          + " is there) on one core and on all, by our loop on one core and on all,"
          + " and by each accelerator: kernels only, and end to end.",
      "An OpenCL device that is this CPU is measured only when named with --device."
    })
final class BenchCommand implements Callable<Integer> {
  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ReportOption output = new ReportOption();
  @Mixin private CompareOption compare = new CompareOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "WORK",
      converter = WorkName.class,
      completionCandidates = WorkName.class,
      description = "${COMPLETION-CANDIDATES}. Default: all of them.")
  private @Nullable BenchWork work;

  @Option(names = "--quick", description = "Small sizes, five runs each.")
  private boolean quick;

  @Option(
      names = "--sweep",
      description =
          "Eight sizes from 2^6 to 2^20, to see from which size on an accelerator is faster.")
  private boolean sweep;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      converter = Size.class,
      description = "Items of each row's task, such as 2^20 or 100000; several with commas.")
  private List<Integer> sizes = new ArrayList<>();

  @Option(
      names = "--curve",
      paramLabel = "CURVE",
      converter = AnyCurve.class,
      completionCandidates = AnyCurve.class,
      description = "This group only, where work has one: ${COMPLETION-CANDIDATES}.")
  private @Nullable Group group;

  private BenchCommand(Io io) {
    this.io = io;
  }

  /** The command, with what else can be measured below it. */
  static CommandLine of(Io io) {
    CommandLine command = strategies(new CommandLine(new BenchCommand(io)));
    command.addSubcommand(new SchedulerBenchCommand(io));
    command.addSubcommand(ScaleBenchCommand.of(io));
    command.addSubcommand(strategies(new CommandLine(new AcceptanceCommand(io))));
    command.addSubcommand(new CompareCommand(io));
    command.addSubcommand(new ReportCommand(io));
    return command;
  }

  /** Each row is measured on one device: what can be chosen is whether there are accelerators. */
  private static CommandLine strategies(CommandLine command) {
    return WithoutOptions.strategies(command, Strategy.AUTO, Strategy.CPU_ONLY);
  }

  @Override
  public Integer call() throws IOException {
    SchedulerLog.off(); // the command prints what the log says
    if (sweep && !sizes.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--sweep: not together with --sizes");
    }
    compare.requireUse(spec);
    if (work != null) {
      requireUse(work);
    }
    Optional<Report> old = compare.read(io);
    List<BenchWork> all = work == null ? Bench.works() : List.of(work);
    BenchPlan plan =
        new BenchPlan(
            sweep ? BenchPlan.SWEEP : sizes,
            chosen(EcdsaBatch.curves()),
            chosen(Msm.groupsOverPrimeFields()),
            quick ? Depth.QUICK : Depth.FULL,
            common.configuration(),
            this::progress);
    try (Exports<ReportFormat> files = output.open(io)) {
      Report report = Bench.run(all, plan, ReportOption.origin(spec), output.printing(io));
      output.finish(io, report, files);
      return old.isEmpty() ? ExitCode.OK : compare.judge(io, old.get(), report, output.text());
    }
  }

  /** Refuses what a work would ignore. */
  private void requireUse(BenchWork one) {
    List<Group> groups = one.groups();
    if (group != null && !groups.contains(group)) {
      throw Usage.refused(
          spec,
          "--curve: curve=%s, accepted with %s: %s"
              .formatted(
                  group.name(),
                  one.name(),
                  groups.isEmpty()
                      ? "none"
                      : groups.stream().map(Group::name).collect(Collectors.joining(", "))));
    }
    if (one.unused().contains(Setting.SIZES)) {
      Usage.refuse(spec, one.name() + " has the size of its known answer", "--sizes", "--sweep");
    }
    if (one.unused().contains(Setting.SAMPLE_RATE)) {
      Usage.refuse(spec, one.name() + " samples nothing", "--sample-rate");
    }
  }

  private List<Group> chosen(List<Group> all) {
    return all.stream().filter(one -> group == null || one == group).toList();
  }

  private void progress(String text) {
    if (common.verbose() || (common.progress() && io.terminal())) {
      io.complain("bench: " + text);
    }
  }

  /** Reads the name of a work; a user's own are found too. */
  static final class WorkName implements ITypeConverter<BenchWork>, Iterable<String> {
    @Override
    public BenchWork convert(String text) {
      return Bench.works().stream()
          .filter(work -> work.name().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "name=" + text + ", accepted: " + String.join(", ", this)));
    }

    @Override
    public Iterator<String> iterator() {
      return Bench.works().stream().map(BenchWork::name).iterator();
    }
  }

  /** Reads the name of a curve of signatures or of a group. */
  static final class AnyCurve extends GroupName {
    AnyCurve() {
      super(
          Stream.concat(EcdsaBatch.curves().stream(), Msm.groupsOverPrimeFields().stream())
              .toList());
    }
  }

  /** Reads {@code 2^20} or {@code 1048576}. */
  static final class Size implements ITypeConverter<Integer> {
    private static final Pattern POWER = Pattern.compile("2\\^[0-9]{1,2}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    @Override
    public Integer convert(String text) {
      long size = 0;
      if (POWER.matcher(text).matches()) {
        size = 1L << Math.min(Integer.parseInt(text.substring(2)), 62);
      } else if (DIGITS.matcher(text).matches()) {
        size = Integer.parseInt(text);
      }
      if (size < 1 || size > BenchPlan.MAX_SIZE) {
        throw new TypeConversionException("size=" + text + ", accepted: 1 to 2^28");
      }
      return (int) size;
    }
  }
}
