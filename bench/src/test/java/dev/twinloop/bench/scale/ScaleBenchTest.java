package dev.twinloop.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.device.HealthRules;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Work on one device and on two, and a worker that dies half-way. */
class ScaleBenchTest {
  private static final List<String> TWO = List.of("cpu-worker:0", "cpu-worker:1");

  private final List<String> told = new ArrayList<>();

  private ScalePlan plan(List<Works> works) {
    SchedulerConfig config = SchedulerConfig.defaults();
    HealthRules soon = config.health().withCoolDown(Duration.ofMillis(200));
    return new ScalePlan(TWO, works, true, config.withHealth(soon), told::add);
  }

  @Test
  void theSameWorkOnOneAndOnTwoIsARowEachAndAPointOfThePicture() {
    ScaleBench.Outcome outcome = ScaleBench.run(plan(List.of(Works.SHA256, Works.NTT)));
    List<List<Object>> rows = outcome.table().rows();
    assertEquals(List.of(1, 2, 1, 2), rows.stream().map(row -> row.get(2)).toList());
    assertEquals(1.0, rows.getFirst().get(6));
    assertEquals(
        new Cell("cpu-worker:0 100 %", Map.of("cpu-worker:0", 1.0)), rows.getFirst().get(7));
    assertTrue(rows.get(3).get(7).toString().startsWith("cpu-worker:"), rows.toString());
    assertEquals(0L, rows.get(3).get(8));
    assertTrue(outcome.picture().contains("ntt 2^14"), outcome.picture());
  }

  @Test
  void aWorkerThatDiesHalfWayLosesNothingAndIsUsedAgain() {
    Table table = WorkerLoss.run(plan(List.of(Works.NTT)));
    List<Object> row = table.rows().getFirst();
    assertEquals(List.of(0, 0), row.subList(6, 8), table.rows() + " " + told);
    assertTrue((double) row.get(8) > 0, row + " " + told);
  }

  /** Once a key of 120 MB stayed behind a run that was ended. */
  @Test
  void theKeyOfAProofHasNoNameThatCouldStayBehind() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps), "skipped: this system does not tell what is mapped");
    try (Work.Ready _ = Works.PROOFS.work(10).open(SchedulerConfig.defaults())) {
      List<String> keys =
          Files.readAllLines(maps).stream().filter(line -> line.contains(".zkey")).toList();
      assertFalse(keys.isEmpty(), "no key is mapped");
      for (String key : keys) {
        assertTrue(key.endsWith(" (deleted)"), key);
      }
    }
  }

  @Test
  void pointsOfThePictureRiseWithTheRatio() {
    String svg = new ScalePicture(Map.of("w", Map.of(1, 1.0, 2, 2.0))).svg();
    assertTrue(svg.contains(">2 x<") && svg.contains(">w<"), svg);
  }

  @Test
  void oneDeviceOrOneTwiceIsRefused() {
    SchedulerConfig config = SchedulerConfig.defaults();
    for (List<String> ids : List.of(List.of("a"), List.of("a", "a"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ScalePlan(ids, List.of(Works.SHA256), true, config, _ -> {}));
    }
  }
}
