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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private final long begunNs = System.nanoTime();
  private Optional<HardwareCaps> gpu = Optional.empty();

  /** Is told what comes, as it comes. */
  public interface Listener {
    /** Measuring begins: a report without marks. */
    void begins(Report head);

    /**
     * A mark is known.
     *
     * @param soFar the report with this mark and those before it; a note says that it is not whole
     */
    void mark(Mark mark, Report soFar);
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
   * @param within no start of the detection begins later than this after the first mark begins
   * @param quick small sizes and few failures: shows that the command works
   */
  public record Settings(
      Set<Part> parts,
      Set<String> works,
      int starts,
      Duration load,
      Duration within,
      boolean quick) {
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
    return Speed.ALL.stream().map(mark -> mark.work().name()).distinct().toList();
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
    Figures figures = new Figures(_ -> {});
    try (BenchSession all = BenchSession.over(plan, figures)) {
      gpu = all.accelerators().stream().findFirst();
      BenchSession session = all.withAccelerators(gpu.stream().toList());
      Report head = Bench.report(session, origin);
      listener.begins(head);
      MarksSoFar marks = new MarksSoFar(head, figures, expected(), listener);
      if (wanted(Part.SPEED)) {
        speed(session, marks);
      }
      if (wanted(Part.UTILISATION)) {
        marks.add(utilisation());
      }
      correctness(session, marks);
      return marks.report();
    }
  }

  private int expected() {
    int others = (int) settings.parts().stream().filter(part -> part != Part.SPEED).count();
    return others + (wanted(Part.SPEED) ? (int) speeds().count() : 0);
  }

  private Stream<Speed> speeds() {
    return Speed.ALL.stream()
        .filter(
            mark -> settings.works().isEmpty() || settings.works().contains(mark.work().name()));
  }

  private boolean wanted(Part part) {
    return settings.parts().contains(part);
  }

  /**
   * What is no matter of speed: agreement alone, since programs load slowly while other processes
   * come and go on the card, then failures beside starts.
   */
  private void correctness(BenchSession session, MarksSoFar marks)
      throws IOException, InterruptedException {
    if (wanted(Part.AGREEMENT)) {
      marks.add(agreement(session));
    }
    session.close(); // failures of a device would hit its worker too
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Optional<Future<Mark>> seen =
          wanted(Part.DETECTION) ? Optional.of(beside.submit(this::detection)) : Optional.empty();
      if (wanted(Part.FALLBACK)) {
        marks.add(fallback());
      }
      if (seen.isPresent()) {
        marks.add(seen.get().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("detection", e.getCause());
    } finally {
      beside.shutdownNow();
    }
  }

  private void speed(BenchSession session, MarksSoFar marks) {
    List<BenchWork> works = Bench.works();
    for (Speed mark : speeds().toList()) {
      String name = mark.work().name();
      Optional<BenchWork> work = works.stream().filter(any -> any.name().equals(name)).findFirst();
      if (gpu.isEmpty() || work.isEmpty()) {
        String why = gpu.isEmpty() ? NO_GPU : "this build has no 'bench " + name + "'";
        marks.add(Mark.notMeasured(mark.name(), mark.atLeast(), Unit.TIMES, why));
        continue;
      }
      marks.add(measured(mark, work.get(), session));
    }
  }

  /** A device that fails at one work fails that mark; the others are measured all the same. */
  private Mark measured(Speed mark, BenchWork work, BenchSession session) {
    try {
      return mark.measure(work, session, mark.plan(plan, settings.quick()));
    } catch (DeviceException e) {
      return new Mark(
          mark.name(),
          mark.atLeast(),
          Unit.TIMES,
          OptionalDouble.of(0),
          device(),
          String.valueOf(e.getMessage()));
    }
  }

  private String device() {
    return gpu.map(HardwareCaps::deviceId).orElse(STAND_IN);
  }

  private Mark agreement(BenchSession session) {
    Agreement found = Agreement.of(session, device(), settings.quick() ? 1 << 8 : 1 << 16);
    String problems = found.problems().isEmpty() ? "" : "; " + String.join("; ", found.problems());
    return new Mark(
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
            problems));
  }

  private Mark fallback() throws IOException, InterruptedException {
    List<Failure> failures =
        settings.quick()
            ? List.of(Failure.KILL, Failure.WRONG_RESULT, Failure.OUT_OF_MEMORY)
            : Stream.of(Failure.values()).filter(Failure::live).toList();
    Duration patience = Duration.ofMinutes(2);
    Drills.Outcome outcome =
        Drills.runTogether(
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
    return new Mark(
        "fallback",
        100,
        Unit.PERCENT,
        OptionalDouble.of(100.0 * lived.size() / outcome.failures().size()),
        device(),
        "%d of %d kinds of failure noticed with no task lost and no answer wrong%s"
            .formatted(
                lived.size(),
                outcome.failures().size(),
                not.isEmpty() ? "" : "; " + String.join("; ", not)));
  }

  private Mark utilisation() {
    String name = "utilisation";
    if (gpu.isEmpty()) {
      return Mark.notMeasured(name, 70, Unit.PERCENT, NO_GPU);
    }
    SchedulerPlan load =
        new SchedulerPlan(
            List.of(), Set.of(), false, plan.config().withDevice(device()), plan.progress());
    MixedLoad.Busy busy = MixedLoad.busy(load, settings.load().dividedBy(2), settings.load());
    if (busy.driverPercent().isEmpty()) {
      return Mark.notMeasured(name, 70, Unit.PERCENT, "nvidia-smi says nothing of this device");
    }
    return new Mark(
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
            busy.warmUp().toSeconds()));
  }

  private Mark detection() {
    Detection.Cards cards = Detection.Cards.ofDriver();
    Detection.Wanted wanted =
        new Detection.Wanted(settings.starts(), begunNs + settings.within().toNanos());
    Detection found = Detection.of(plan.config(), wanted, cards, plan.progress());
    if (found.starts() == 0) {
      return Mark.notMeasured("detection", 99, Unit.PERCENT, "the time was over before it began");
    }
    String fewer =
        found.starts() == settings.starts()
            ? ""
            : "; the time was over before %,d".formatted(settings.starts());
    return new Mark(
        "detection",
        99,
        Unit.PERCENT,
        OptionalDouble.of(100.0 * found.right() / found.starts()),
        gpu.map(HardwareCaps::deviceId).orElse("cpu"),
        String.format(
            Locale.ROOT,
            "%,d of %,d starts saw the %d NVIDIA cards that %s of; one in %d asked every"
                + " backend%s%s%s",
            found.right(),
            found.starts(),
            found.cards().count(),
            found.cards().source(),
            Detection.EVERY_BACKEND,
            fewer,
            found.missed().text("; missed"),
            found.again().text("; right at a second look")));
  }
}
