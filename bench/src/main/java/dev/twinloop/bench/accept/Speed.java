package dev.twinloop.bench.accept;

import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.BenchSession;
import dev.twinloop.bench.BenchWork;
import dev.twinloop.bench.Figures;
import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Mark.Unit;
import dev.twinloop.bench.report.ReportRow;
import dev.twinloop.bench.report.Way.Kind;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A mark on speed: the best end-to-end row of a device over the best row of the CPU, of any code
 * and on as many cores as it has, both from one run.
 *
 * @param name of the mark
 * @param work what is measured
 * @param atLeast how many times as fast
 * @param size items of the device's task
 * @param quickSize the same for {@code --quick}
 */
record Speed(String name, Work work, double atLeast, int size, int quickSize) {
  private static final int MEG = 1 << 20;
  private static final String HASH = "hash";
  private static final int HASH_TURNS = 3;
  private static final int HASH_RUNS = 25;
  private static final int HASH_BYTES = 64;

  /**
   * A work of {@code bench}, and what of it.
   *
   * @param name that {@code bench} calls it by
   * @param rows begin with this
   * @param group the curve that is measured alone, where the work has several
   */
  record Work(String name, String rows, Optional<Group> group) {
    static Work of(String name, String rows) {
      return new Work(name, rows, Optional.empty());
    }

    static Work of(String name, String rows, Group group) {
      return new Work(name, rows, Optional.of(group));
    }
  }

  /** The marks on speed, in the order in which they are measured. */
  static final List<Speed> ALL =
      List.of(
          new Speed("hash, SHA-256", Work.of(HASH, "sha256"), 10, 32 * MEG, 1 << 12),
          new Speed(
              "signatures, secp256k1",
              Work.of("ecdsa", "ecdsa verify, secp256k1", Groups.SECP256K1),
              20,
              MEG,
              256),
          new Speed(
              "signatures, P-256",
              Work.of("ecdsa", "ecdsa verify, p256", Groups.P256),
              20,
              MEG,
              256),
          new Speed(
              "signatures, Ed25519", Work.of("ed25519", "ed25519 verify, rfc8032"), 20, MEG, 256),
          new Speed("Merkle tree", Work.of("merkle", "merkle"), 5, MEG, 1 << 12),
          new Speed("MSM, BN254", Work.of("msm", "msm, bn254", Groups.BN254), 20, MEG / 4, 256),
          new Speed(
              "MSM, BLS12-381",
              Work.of("msm", "msm, bls12-381", Groups.BLS12_381),
              20,
              MEG / 4,
              256),
          new Speed("NTT, BN254", Work.of("ntt", "ntt bn254", Groups.BN254), 15, MEG, 1 << 10),
          new Speed("proofs, Groth16", Work.of("zk", "zk prove", Groups.BN254), 50, MEG / 16, 64));

  /** The plan of this mark alone. */
  BenchPlan plan(BenchPlan whole, boolean quick) {
    BenchPlan sized = whole.withSizes(List.of(quick ? quickSize : size));
    if (turns(quick) > 1) {
      sized = sized.withRuns(HASH_RUNS); // of some 20 ms each
    }
    return work.group().isEmpty() ? sized : sized.withGroup(work.group().get());
  }

  /**
   * How often it is measured. The link to the device and the memory of the host bound the hash of
   * both sides near the mark, and others use them too: one turn shows a moment.
   */
  int turns(boolean quick) {
    return work.name().equals(HASH) && !quick ? HASH_TURNS : 1;
  }

  /**
   * One measurement of both sides.
   *
   * @param figures its rows
   * @param mark what they say
   */
  private record Turn(Figures figures, Mark mark) {
    double figure() {
      return mark.figure().orElse(0);
    }
  }

  /**
   * Measures both sides in turns. The median turn is the mark's, and its rows are the session's.
   *
   * @param own what measures the mark's work
   * @param plan sizes of the mark
   * @throws dev.twinloop.engine.DeviceException if the device fails; the rows until then are kept
   */
  Mark measure(BenchWork own, BenchSession session, BenchPlan plan) {
    List<Turn> turns = new ArrayList<>();
    for (int turn = 0; turn < turns(plan.quick()); turn++) {
      Figures figures = new Figures(_ -> {});
      try {
        own.measure(session.with(plan).into(figures));
      } catch (DeviceException e) {
        session.figures().addAll(figures);
        throw e;
      }
      turns.add(new Turn(figures, judge(figures.rows())));
    }
    String each =
        turns.size() == 1
            ? ""
            : turns.stream()
                .map(turn -> turn.mark().figureText())
                .collect(Collectors.joining(", ", "; the median of turns: ", ""));
    turns.sort(Comparator.comparingDouble(Turn::figure));
    Turn median = turns.get((turns.size() - 1) / 2);
    session.figures().addAll(median.figures());
    Mark mark = median.mark();
    return new Mark(
        mark.name(), mark.atLeast(), mark.unit(), mark.figure(), mark.device(), mark.how() + each);
  }

  /** Judges by the rows of a report. */
  Mark judge(List<ReportRow> measured) {
    List<ReportRow> ours =
        measured.stream().filter(row -> row.work().startsWith(work.rows())).toList();
    Optional<ReportRow> device =
        best(
            ours.stream()
                .filter(row -> row.way().accelerated() && row.way().kind() == Kind.END_TO_END)
                .filter(row -> row.way().name().startsWith("end to end")) // one task at a time
                .toList());
    Optional<ReportRow> cpu = best(ours.stream().filter(row -> !row.way().accelerated()).toList());
    if (device.isEmpty() || cpu.isEmpty()) {
      return Mark.notMeasured(
          name, atLeast, Unit.TIMES, "no row of " + work.name() + " on a device");
    }
    double ratio = device.get().itemsPerSecond() / cpu.get().itemsPerSecond();
    return new Mark(
        name,
        atLeast,
        Unit.TIMES,
        OptionalDouble.of(ratio),
        device.get().way().device(),
        "%s%s; CPU's best: %s".formatted(text(device.get()), link(device.get()), text(cpu.get())));
  }

  /** How fast messages came to the device: for the hash the link is what bounds the figure. */
  private String link(ReportRow row) {
    return work.name().equals(HASH)
        ? String.format(
            Locale.ROOT, ", %.1f GB/s of messages", HASH_BYTES * row.itemsPerSecond() / 1e9)
        : "";
  }

  private static Optional<ReportRow> best(List<ReportRow> rows) {
    return rows.stream().max(Comparator.comparingDouble(ReportRow::itemsPerSecond));
  }

  private static String text(ReportRow row) {
    return String.format(
        Locale.ROOT,
        "%s, %,d items, %.3g/s, median of %d",
        row.way().name(),
        row.items(),
        row.itemsPerSecond(),
        row.times().runs());
  }
}
