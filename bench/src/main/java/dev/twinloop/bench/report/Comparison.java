package dev.twinloop.bench.report;

import dev.twinloop.bench.report.Way.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two reports of one machine, row by row.
 *
 * <p>Rows are compared by their lower quartile, the time that one run in four beats: what disturbs
 * a run only makes it longer, so that the fast runs tell more of the build, the slow ones more of
 * the machine. A row is called slower when both hold:
 *
 * <ol>
 *   <li>its quartile has grown by more than the bound, and
 *   <li>the confidence intervals of both quartiles (99 %, by order statistics; from the fastest run
 *       on where there are too few) do not overlap.
 * </ol>
 *
 * The bound is {@code 1 + tolerance}; but rows that the host's clock timed have at least {@value
 * #ABOVE_CONTROLS} times the largest ratio of a <em>control</em>, a row of a library, whose code is
 * the same in both. What slows the JDK and libsecp256k1 down is the machine and not our build.
 * Faster is the mirror image. A row is called noisy if this rule could not have found a slowdown of
 * twice the tolerance in it. Rows of which the checks differ are not compared.
 *
 * @param pairs rows that both reports have
 * @param control how far the machine itself has moved
 * @param alone rows that one of the reports lacks, or checked otherwise
 */
public record Comparison(List<Pair> pairs, Control control, List<String> alone) {
  /** How far above the controls a row must lie. */
  public static final double ABOVE_CONTROLS = 1.05;

  /** The tolerance that is used if none is given. */
  public static final double TOLERANCE = 0.10;

  /** z of a two-sided confidence of 99 %. */
  private static final double Z = 2.58;

  private static final double QUARTILE = 0.25;

  /** What is said of a row. */
  public enum Verdict {
    SLOWER,
    SAME,
    FASTER,
    NOISY
  }

  /**
   * One row in both reports.
   *
   * @param key names it
   * @param before its times in the old report
   * @param now its times in the new one
   * @param verdict what is said of it
   */
  public record Pair(ReportRow.Key key, Times before, Times now, Verdict verdict) {
    /** The new lower quartile over the old one. */
    public double ratio() {
      return ratioOf(before, now);
    }
  }

  /**
   * Ratios of the controls' lower quartiles, new over old.
   *
   * @param rows how many there are; with none, the ratios are 1
   * @param least the smallest
   * @param most the largest
   */
  public record Control(int rows, double least, double most) {}

  /**
   * Compares.
   *
   * @param tolerance 0.1 means that 10 % are nothing to speak of
   * @throws IllegalArgumentException if the reports are of different machines, or have no row in
   *     common
   */
  public static Comparison of(Report before, Report now, double tolerance) {
    requireOneMachine(before, now);
    Map<String, ReportRow> old = byName(before.rows());
    Map<String, ReportRow> fresh = byName(now.rows());
    List<String> alone = new ArrayList<>();
    List<ReportRow[]> both = new ArrayList<>();
    old.forEach(
        (name, row) -> {
          ReportRow other = fresh.get(name);
          if (other == null) {
            alone.add("only in the old report: " + name);
          } else if (row.way().checks().on() != other.way().checks().on()) {
            alone.add("checked in one report only: " + name);
          } else {
            both.add(new ReportRow[] {row, other});
          }
        });
    fresh.keySet().stream()
        .filter(name -> !old.containsKey(name))
        .forEach(name -> alone.add("only in the new report: " + name));
    if (both.isEmpty()) {
      throw new IllegalArgumentException(
          "compare: rows in common=0, accepted: 1 or more; measure the same works and sizes");
    }
    Control control = control(both);
    List<Pair> pairs = new ArrayList<>();
    for (ReportRow[] rows : both) {
      if (rows[0].way().kind() != Kind.LIBRARY) {
        pairs.add(
            new Pair(
                rows[0].key(),
                rows[0].times(),
                rows[1].times(),
                verdict(rows[0], rows[1], control, tolerance)));
      }
    }
    return new Comparison(pairs, control, alone);
  }

  private static void requireOneMachine(Report before, Report now) {
    String old = machine(before);
    String fresh = machine(now);
    if (!old.equals(fresh)) {
      throw new IllegalArgumentException(
          "compare: old report of %s, new one of %s, accepted: two of one machine"
              .formatted(old, fresh));
    }
  }

  private static String machine(Report report) {
    List<String> devices =
        report.devices().stream().map(device -> device.id() + " " + device.name()).toList();
    return "%s, %d cores%s"
        .formatted(
            report.made().machine(),
            report.made().cores(),
            devices.isEmpty() ? "" : ", " + String.join(", ", devices));
  }

  /** Rows that are alike are numbered: a library may be measured once for each size. */
  private static Map<String, ReportRow> byName(List<ReportRow> rows) {
    Map<String, ReportRow> named = new LinkedHashMap<>();
    for (ReportRow row : rows) {
      String name = row.key().toString();
      for (int again = 2; named.containsKey(name); again++) {
        name = row.key() + ", " + again;
      }
      named.put(name, row);
    }
    return named;
  }

  private static Control control(List<ReportRow[]> both) {
    var ratios =
        both.stream()
            .filter(rows -> rows[0].way().kind() == Kind.LIBRARY)
            .mapToDouble(rows -> ratioOf(rows[0].times(), rows[1].times()))
            .summaryStatistics();
    return ratios.getCount() == 0
        ? new Control(0, 1, 1)
        : new Control((int) ratios.getCount(), ratios.getMin(), ratios.getMax());
  }

  private static double ratioOf(Times before, Times now) {
    return (double) Math.max(1, quartile(now)) / Math.max(1, quartile(before));
  }

  private static long quartile(Times times) {
    return times.rankNs((long) Math.ceil(QUARTILE * times.runs()));
  }

  private static Verdict verdict(
      ReportRow before, ReportRow now, Control control, double tolerance) {
    boolean ownClock = before.way().kind() == Kind.KERNELS;
    double above = ownClock ? 1 : ABOVE_CONTROLS * Math.max(1, control.most());
    double below = ownClock ? 1 : ABOVE_CONTROLS / Math.min(1, control.least());
    double slower = Math.max(1 + tolerance, above);
    double ratio = ratioOf(before.times(), now.times());
    long[] old = interval(before.times());
    long[] fresh = interval(now.times());
    if (ratio > slower && fresh[0] > old[1]) {
      return Verdict.SLOWER;
    }
    if (1 / ratio > Math.max(1 + tolerance, below) && fresh[1] < old[0]) {
      return Verdict.FASTER;
    }
    double planted = 1 + 2 * tolerance;
    boolean found = ratio * planted > slower && fresh[0] * planted > old[1];
    return found ? Verdict.SAME : Verdict.NOISY;
  }

  /** Where the lower quartile lies, by the ranks that a test of ranks would not refuse. */
  static long[] interval(Times times) {
    long runs = times.runs();
    double spread = Z * Math.sqrt(runs * QUARTILE * (1 - QUARTILE));
    long low = (long) Math.floor(runs * QUARTILE - spread);
    long high = (long) Math.ceil(runs * QUARTILE + spread) + 1;
    return new long[] {times.rankNs(Math.max(1, low)), times.rankNs(Math.min(runs, high))};
  }

  /** Whether no row is slower. */
  public boolean passed() {
    return pairs.stream().noneMatch(pair -> pair.verdict() == Verdict.SLOWER);
  }

  /** Rows of a verdict, for people: a line each. */
  public List<String> lines(Verdict verdict) {
    return pairs.stream()
        .filter(pair -> pair.verdict() == verdict)
        .map(
            pair ->
                String.format(
                    Locale.ROOT,
                    "%s: %s -> %s, %+.1f %%",
                    pair.key(),
                    LogAxis.time(quartile(pair.before())),
                    LogAxis.time(quartile(pair.now())),
                    100 * (pair.ratio() - 1)))
        .toList();
  }

  /** How many rows are slower, faster and the same, and what the controls did, in one line. */
  public String summary() {
    String controls =
        control.rows() == 0
            ? "no controls: a slower machine cannot be told from a slower build"
            : String.format(
                Locale.ROOT,
                "controls (%d rows of libraries) %.2f to %.2f times their old times",
                control.rows(),
                control.least(),
                control.most());
    return "%d rows slower, %d faster, %d the same, %d too noisy to tell; %s"
        .formatted(
            lines(Verdict.SLOWER).size(),
            lines(Verdict.FASTER).size(),
            lines(Verdict.SAME).size(),
            lines(Verdict.NOISY).size(),
            controls);
  }
}
