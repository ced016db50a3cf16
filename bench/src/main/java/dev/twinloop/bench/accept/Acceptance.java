package dev.twinloop.bench.accept;

import dev.twinloop.bench.Agreement;
import dev.twinloop.bench.Bench;
import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.BenchSession;
import dev.twinloop.bench.BenchWork;
import dev.twinloop.bench.Figures;
import dev.twinloop.bench.MixedLoad;
import dev.twinloop.bench.SchedulerPlan;
import dev.twinloop.bench.drill.Drills;
import dev.twinloop.bench.drill.Failure;
import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Mark.Unit;
import dev.twinloop.bench.report.Report;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The acceptance table: what this software promises, measured on the machine it stands on. Each
 * mark is passed, failed, or not measured, with how it was measured or why it was not.
 */
public final class Acceptance {
  /** A device that lives in a worker and is this machine's CPU: for machines without a GPU. */
  private static final String STAND_IN = "cpu-worker";

  private static final String NO_GPU =
      "no GPU on this machine; 'twinloop doctor' says what is missing";

  private final Settings settings;
  private final BenchPlan plan;
  private final Listener listener;
  private final List<Mark> marks = new ArrayList<>();
  private Optional<HardwareCaps> gpu = Optional.empty();

  /** Is told what comes, as it comes. */
  public interface Listener {
    /** Measuring begins: a report without marks. */
    void begins(Report head);

    /** A mark is known. */
    void mark(Mark mark);
  }

  /** The groups of marks. */
  public enum Part {
    /** How many times as fast as the CPU. */
    SPEED,
    /** Whether a device's answers are the CPU's. */
    AGREEMENT,
    /** Whether work goes on while a device fails. */
    FALLBACK,
    /** How busy a mixed load keeps the GPU. */
    UTILISATION,
    /** Whether a starting scheduler sees the GPU. */
    DETECTION
  }

  /**
   * What to measure.
   *
   * @param parts which marks
   * @param works whose marks on speed; empty: all of {@link #works}
   * @param starts of the detection
   * @param load how long the mixed load runs, after a warm-up half as long
   * @param quick small sizes and few failures: shows that the command works
   */
  public record Settings(
      Set<Part> parts, Set<String> works, int starts, Duration load, boolean quick) {
    public Settings {
      parts = Set.copyOf(parts);
      works = Set.copyOf(works);
      if (starts < 1) {
        throw new IllegalArgumentException("starts: " + starts + ", accepted: 1 or more");
      }
    }
  }

  private Acceptance(Settings settings, BenchPlan plan, Listener listener) {
    this.settings = settings;
    this.plan = plan;
    this.listener = listener;
  }

  /** The works that have marks on speed. */
  public static List<String> works() {
    return Speed.ALL.stream().map(Speed::work).distinct().toList();
  }

  /**
   * Measures all marks.
   *
   * @param plan its sizes are not used
   * @return the marks, and the rows that those on speed come from
   * @throws DeviceException if a device was named that is not there
   */
  public static Report run(
      Settings settings, BenchPlan plan, Bench.Origin origin, Listener listener)
      throws IOException, InterruptedException {
    return new Acceptance(settings, plan, listener).all(origin);
  }

  private Report all(Bench.Origin origin) throws IOException, InterruptedException {
    List<HardwareCaps> accelerators = Bench.accelerators(plan);
    gpu = accelerators.stream().findFirst();
    Figures figures = new Figures(_ -> {});
    Report measured;
    List<HardwareCaps> one = gpu.stream().toList();
    try (BenchSession session = new BenchSession(plan, one, figures)) {
      listener.begins(Bench.report(session, origin));
      if (settings.parts().contains(Part.SPEED)) {
        speed(session);
      }
      if (settings.parts().contains(Part.AGREEMENT)) {
        agreement(session);
      }
      measured = Bench.report(session, origin);
    }
    if (settings.parts().contains(Part.FALLBACK)) {
      fallback();
    }
    if (settings.parts().contains(Part.UTILISATION)) {
      utilisation();
    }
    if (settings.parts().contains(Part.DETECTION)) {
      detection();
    }
    return new Report(
        measured.made(), measured.devices(), measured.notes(), measured.rows(), marks);
  }

  private void add(Mark mark) {
    marks.add(mark);
    listener.mark(mark);
  }

  private void speed(BenchSession session) {
    List<BenchWork> works = Bench.works();
    List<String> measured = new ArrayList<>();
    for (Speed mark : Speed.ALL) {
      if (!settings.works().isEmpty() && !settings.works().contains(mark.work())) {
        continue;
      }
      Optional<BenchWork> work =
          works.stream().filter(any -> any.name().equals(mark.work())).findFirst();
      if (gpu.isEmpty() || work.isEmpty()) {
        String why = gpu.isEmpty() ? NO_GPU : "this build has no 'bench " + mark.work() + "'";
        add(Mark.notMeasured(mark.name(), mark.atLeast(), Unit.TIMES, why));
        continue;
      }
      if (!measured.contains(mark.work())) {
        measured.add(mark.work());
        int size = settings.quick() ? mark.quickSize() : mark.size();
        work.get().measure(session.withSizes(List.of(size)));
      }
      add(mark.judge(session.figures().rows()));
    }
  }

  private String device() {
    return gpu.map(HardwareCaps::deviceId).orElse(STAND_IN);
  }

  private void agreement(BenchSession session) {
    Agreement found = Agreement.of(session, device(), settings.quick() ? 1 << 8 : 1 << 16);
    String problems = found.problems().isEmpty() ? "" : "; " + String.join("; ", found.problems());
    add(
        new Mark(
            "agreement with the CPU",
            100,
            Unit.PERCENT,
            OptionalDouble.of(100.0 * found.right() / found.asked()),
            device(),
            String.format(
                Locale.ROOT,
                "%,d of %,d answers equal: known answers of every task, and random tasks of five"
                    + " kinds beside the CPU%s",
                found.right(),
                found.asked(),
                problems)));
  }

  private void fallback() throws IOException, InterruptedException {
    List<Failure> failures =
        settings.quick()
            ? List.of(Failure.KILL, Failure.WRONG_RESULT, Failure.OUT_OF_MEMORY)
            : Stream.of(Failure.values()).filter(Failure::live).toList();
    Duration patience = Duration.ofMinutes(2);
    Drills.Outcome outcome =
        Drills.run(
            new Drills.Plan(
                plan.config().withDevice(device()),
                failures,
                1,
                patience,
                patience,
                plan.progress()));
    List<Drills.Rehearsed> lived =
        outcome.failures().stream().filter(Drills.Rehearsed::survived).toList();
    List<String> not =
        outcome.failures().stream()
            .filter(one -> !one.survived())
            .map(
                one ->
                    "%s: unnoticed=%d, lost=%d, wrong=%d"
                        .formatted(one.failure().text(), one.unnoticed(), one.lost(), one.wrong()))
            .toList();
    add(
        new Mark(
            "fallback",
            100,
            Unit.PERCENT,
            OptionalDouble.of(100.0 * lived.size() / outcome.failures().size()),
            device(),
            "%d of %d kinds of failure noticed with no task lost and no answer wrong%s"
                .formatted(
                    lived.size(),
                    outcome.failures().size(),
                    not.isEmpty() ? "" : "; " + String.join("; ", not))));
  }

  private void utilisation() {
    String name = "utilisation";
    if (gpu.isEmpty()) {
      add(Mark.notMeasured(name, 70, Unit.PERCENT, NO_GPU));
      return;
    }
    SchedulerPlan load =
        new SchedulerPlan(
            List.of(1 << 16), Set.of(), false, plan.config().withDevice(device()), plan.progress());
    Duration warmUp = settings.load().dividedBy(2);
    MixedLoad.Busy busy = MixedLoad.busy(load, warmUp, settings.load());
    if (busy.driverPercent().isEmpty()) {
      add(Mark.notMeasured(name, 70, Unit.PERCENT, "nvidia-smi says nothing of this device"));
      return;
    }
    add(
        new Mark(
            name,
            70,
            Unit.PERCENT,
            busy.driverPercent(),
            device(),
            String.format(
                Locale.ROOT,
                "mean of %d figures of nvidia-smi over %d s of mixed load, eight submitters, %.0f"
                    + " tasks/s, after a warm-up of %d s",
                busy.figures(),
                settings.load().toSeconds(),
                busy.tasksPerSecond(),
                warmUp.toSeconds())));
  }

  private void detection() {
    Detection.Cards cards = Detection.Cards.ofDriver();
    Detection found = Detection.of(plan.config(), settings.starts(), cards, plan.progress());
    add(
        new Mark(
            "detection",
            99,
            Unit.PERCENT,
            OptionalDouble.of(100.0 * found.right() / found.starts()),
            gpu.map(HardwareCaps::deviceId).orElse("cpu"),
            String.format(
                Locale.ROOT,
                "%,d of %,d starts saw the %d NVIDIA cards that %s tells of",
                found.right(),
                found.starts(),
                found.cards(),
                found.source())));
  }
}
