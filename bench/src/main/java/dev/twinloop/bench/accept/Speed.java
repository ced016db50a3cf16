package dev.twinloop.bench.accept;

import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Mark.Unit;
import dev.twinloop.bench.report.ReportRow;
import dev.twinloop.bench.report.Way.Kind;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

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
          new Speed("hash, SHA-256", Work.of("hash", "sha256"), 10, 16 * MEG, 1 << 12),
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
    return work.group().map(sized::withGroup).orElse(sized);
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
        "%s; CPU's best: %s".formatted(text(device.get()), text(cpu.get())));
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
