package dev.twinloop.bench;

import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.Report.Build;
import dev.twinloop.bench.report.Report.Device;
import dev.twinloop.bench.report.Report.Made;
import dev.twinloop.bench.report.ReportRow;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.scheduler.HybridScheduler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Runs works and says of the figures what they hold for. */
public final class Bench {
  private Bench() {}

  /** Is told what comes, as it comes. */
  public interface Listener {
    /** Measuring begins: a report without rows. */
    void begins(Report head);

    /** A row is known. */
    void row(ReportRow row);

    /** Hears nothing. */
    static Listener none() {
      return new Listener() {
        @Override
        public void begins(Report head) {}

        @Override
        public void row(ReportRow row) {}
      };
    }
  }

  /**
   * Who asks.
   *
   * @param build of the program
   * @param options the command line
   */
  public record Origin(Build build, List<String> options) {
    public Origin {
      options = List.copyOf(options);
    }
  }

  /**
   * Every work on the class path: those that are named as such, and tasks of a user's own that
   * bring known answers.
   */
  public static List<BenchWork> works() {
    Map<String, BenchWork> works = new LinkedHashMap<>();
    Stream.concat(
            ServiceLoader.load(BenchWork.class).stream().map(ServiceLoader.Provider::get),
            OwnTasks.works())
        .forEach(work -> works.putIfAbsent(work.name(), work));
    return List.copyOf(works.values());
  }

  /**
   * Measures.
   *
   * @throws dev.twinloop.engine.DeviceException if a device was named that is not there, or one
   *     answers wrongly
   */
  public static Report run(
      List<BenchWork> works, BenchPlan plan, Origin origin, Listener listener) {
    Figures figures = new Figures(listener::row);
    try (BenchSession session = BenchSession.over(plan, figures)) {
      describe(figures, plan);
      listener.begins(report(session, origin));
      Pace pace = new Pace();
      pace.measure(session, "before");
      for (BenchWork work : works) {
        work.measure(session);
      }
      pace.measure(session, "after");
      return report(session, origin);
    }
  }

  /** The accelerators that a plan means. */
  public static List<HardwareCaps> accelerators(BenchPlan plan) {
    try (HybridScheduler scheduler = HybridScheduler.open(plan.config())) {
      return Contest.devices(scheduler, plan.config());
    }
  }

  /** What a session has measured so far. */
  public static Report report(BenchSession session, Origin origin) {
    return new Report(
        made(origin),
        session.accelerators().stream().map(Device::of).toList(),
        session.figures().notes(),
        session.figures().rows(),
        List.of());
  }

  private static Made made(Origin origin) {
    return new Made(
        Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
        origin.build(),
        origin.options(),
        Machine.processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Machine.jvm());
  }

  private static void describe(Figures figures, BenchPlan plan) {
    figures
        .note(
            "end to end",
            "from submit to checked result, through scheduler and worker; input and output memory"
                + " off-heap, prepared once, as a native benchmark would; shared memory: from the"
                + " scheduler, also mapped by the worker, page-locked by the CUDA backend, no copy"
                + " on the host; ordinary memory: copied once on the host")
        .note(
            "x baseline",
            "items/s over the first row of the same work: the JDK's SHA-256 or SHA-512, or for"
                + " Keccak, signatures and multi-scalar multiplications Bouncy Castle, on one core;"
                + " for transforms our loop on one core, as no library for the JVM computes them;"
                + " for ring signatures our verifier on the host, on one core")
        .note("checks", "receipts of every item; " + BenchPlan.crossCheck(plan.config()))
        .note(
            "kernels only",
            "inputs in place; CPU by the clock, accelerators by their own events, read at every"
                + " run")
        .note(
            "runs",
            ("at least %d, once nothing is being compiled any more, after at least %d ms of warming"
                    + " up and, where they take less than 20 ms, after 1,000 tasks of any row on"
                    + " that device; medians and percentiles by HdrHistogram, three digits")
                .formatted(plan.runs(), plan.warmUpNs() / 1_000_000));
  }
}
