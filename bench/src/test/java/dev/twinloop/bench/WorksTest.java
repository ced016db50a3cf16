package dev.twinloop.bench;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportRow;
import dev.twinloop.bench.report.Way.Kind;
import dev.twinloop.bench.report.Way.Transfer;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every work measures all its ways: small, with one run a row. Each checks its own results. */
class WorksTest {
  private static final BenchPlan.Depth ONE_RUN = new BenchPlan.Depth(1, 0, true, true);
  private static final int SIZE = 64;

  /** A transaction takes as long as a thousand hashes. */
  private static final int TRANSACTIONS = 8;

  /** Rows of how fast the machine is, before and after all others, on one core and on all. */
  private static final int PACE = 4;

  private final List<ReportRow> told = new ArrayList<>();

  private Report run(String work, List<Group> groups, SchedulerConfig config) {
    List<BenchWork> works =
        Bench.works().stream().filter(each -> each.name().equals(work)).toList();
    BenchPlan plan =
        new BenchPlan(
            List.of(work.equals("ringct") ? TRANSACTIONS : SIZE),
            List.of(Groups.P256),
            groups,
            ONE_RUN,
            config,
            _ -> {});
    return Bench.run(
        works,
        plan,
        new Bench.Origin(new Report.Build("test", "unknown"), List.of("bench", work)),
        new Bench.Listener() {
          @Override
          public void begins(Report head) {
            assertEquals(List.of(), head.rows());
          }

          @Override
          public void row(ReportRow row) {
            told.add(row);
          }
        });
  }

  private static SchedulerConfig cpu() {
    return SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);
  }

  private static SchedulerConfig worker() {
    return SchedulerConfig.defaults().withDevice("cpu-worker");
  }

  private static List<String> ways(Report report, String device) {
    return report.rows().stream()
        .filter(row -> row.way().device().equals(device) && !row.work().startsWith("pace"))
        .map(row -> row.way().name())
        .distinct()
        .toList();
  }

  /** Works, and the libraries that each is compared with, on one core and on all. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "hash", List.of("JDK"),
          "sha512", List.of("JDK"),
          "keccak", List.of("Bouncy Castle"),
          "merkle", List.of("JDK"),
          "ecdsa", List.of("Bouncy Castle", "JDK"),
          "ed25519", List.of("JDK"),
          "msm", List.of("blst"),
          "ntt", List.of(),
          "ringct", List.of(),
          "zk", List.of());

  static Stream<String> works() {
    return Bench.works().stream().map(BenchWork::name);
  }

  @ParameterizedTest
  @MethodSource("works")
  void librariesAndTheLoopAreMeasuredOnOneCoreAndOnAll(String work) {
    Report report = run(work, List.of(Groups.BLS12_381), cpu());
    assertEquals(told, report.rows(), "rows are told as they come");
    assertTrue(report.rows().size() > PACE, told::toString);
    for (ReportRow row : report.rows()) {
      assertTrue(row.items() >= 1 && row.itemsPerSecond() > 0, row.toString());
      assertTrue(row.ratio().orElse(0) > 0, row.toString());
    }
    assertEquals(List.of(), report.devices());
    List<String> ways = ways(report, "cpu");
    for (String library : requireNonNull(LIBRARIES.get(work), work)) {
      for (String way :
          List.of(
              library + ", one core",
              library + ", all cores",
              "same loop, one core, kernels only",
              "same loop, all cores, kernels only",
              "end to end")) {
        assertTrue(ways.contains(way), way + " <> " + ways);
      }
    }
  }

  @Test
  void transformsOfEveryFieldAreMeasured() {
    Report report = run("ntt", Msm.groupsOverPrimeFields(), cpu());
    assertEquals(PACE + 3 * Ntt.fields().size(), report.rows().size());
  }

  /** The same ways as on a card, by a worker that every machine has. */
  @Test
  void aDeviceIsMeasuredByItsKernelsAndEndToEnd() {
    deviceIsMeasured("merkle");
  }

  @Tag("slow")
  @Test
  void aDeviceIsMeasuredWithSumsToo() {
    deviceIsMeasured("msm");
  }

  private void deviceIsMeasured(String work) {
    Report report = run(work, List.of(Groups.BN254), worker());
    assertEquals(List.of("cpu-worker"), report.devices().stream().map(Report.Device::id).toList());
    List<String> ways = ways(report, "cpu-worker");
    assertTrue(ways.contains("kernels only"), ways.toString());
    assertTrue(ways.stream().anyMatch(way -> way.startsWith("end to end")), ways.toString());
    assertTrue(
        report.rows().stream()
            .filter(row -> row.way().transfer() == Transfer.SHARED)
            .allMatch(row -> row.way().kind() == Kind.END_TO_END && !row.stages().isEmpty()));
  }
}
