package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.Timings;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Slice;
import dev.twinloop.task.TaskType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What the mixed load tells: utilisation as the driver sees it, and the share of accelerators. */
class MixedLoadTest {
  private final long[] nowNs = new long[1];
  private final ShareCurves curves = new ShareCurves(() -> nowNs[0]);

  private void slice(String kind, EngineType place, int items) {
    Slice slice = new Slice(0, items);
    curves.slice(
        "t",
        new TaskType(kind),
        new SliceReport(slice, "id", place, Timings.ofRun(0, 1, 0, 1), 0, Optional.empty()));
  }

  @Test
  void sharesCountItemsAndThePictureHasACurveAKind() throws Exception {
    slice("sha256", EngineType.CPU, 100);
    slice("ntt", EngineType.GPU, 10);
    nowNs[0] = 1_500_000_000;
    slice("sha256", EngineType.GPU, 300);
    assertEquals(Map.of("sha256", 0.75, "ntt", 1.0), curves.shares());

    String svg = curves.svg("CPU < GPU & so on");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    NodeList lines = document.getElementsByTagName("polyline");
    assertEquals(2, lines.getLength());
    String sha = lines.item(1).getAttributes().getNamedItem("points").getNodeValue();
    assertEquals(2, sha.split(" ", -1).length, "a point a second: " + sha);
    assertTrue(svg.contains("CPU &lt; GPU &amp; so on"));
  }

  @Test
  void whatNvidiaSmiSaysIsAveragedAndWhatIsNoFigurePassedOver() throws Exception {
    try (GpuMonitor monitor =
        GpuMonitor.start(
                "sh", "-c", "printf '0, 70\\n 1, 90 \\n0, [N/A]\\n\\n0, 80\\n'; exec sleep 60")
            .orElseThrow()) {
      while (monitor.count() < 3) {
        Thread.onSpinWait();
      }
      assertEquals(Optional.of(80.0), monitor.mean(0));
      assertEquals(Optional.of(85.0), monitor.mean(1));
      assertEquals(Optional.empty(), monitor.mean(3));
      assertEquals(Map.of(0, 75.0, 1, 90.0), monitor.means());
    }
  }

  @Test
  void anIdleCardBesideTheOneThatIsUsedIsNotAskedFor() {
    assertEquals(List.of("0"), GpuMonitor.cards(List.of("cuda:0", "cpu"), Optional.empty()));
    assertEquals(List.of("3"), GpuMonitor.cards(List.of("cuda:1"), Optional.of("2, 3")));
    assertEquals(List.of("GPU-1f"), GpuMonitor.cards(List.of("cuda:0"), Optional.of("GPU-1f")));
    assertEquals(List.of(), GpuMonitor.cards(List.of("opencl:0:0"), Optional.of("0")));
  }

  @Test
  void whereTheTimeOfLateTasksWentIsToldBesideTheOthers() {
    LateTasks late = new LateTasks();
    assertTrue(
        late.told().text().contains("latest 1 %: encode 0.0"), "none yet: " + late.told().text());
    for (int i = 0; i < 198; i++) {
      late.add(new LateTasks.Stages(0, 3_000_000, 2, new Timings(0, 1, 0, 0, 0, 2, 3, 2_000_000)));
    }
    late.add(
        new LateTasks.Stages(
            1_510_000_000, 9_000_000, 5, new Timings(0, 1000, 0, 0, 0, 0, 0, 8_000_000)));
    late.add(
        new LateTasks.Stages(
            2_000_000_000, 19_000_000, 5, new Timings(0, 3000, 0, 0, 0, 0, 0, 8_000_000)));
    assertEquals(
        "latest 1 %: encode 2.0, run 8000.0, decode 0.0, check 0.0, elsewhere 5998.0 us, 5.0"
            + " slices of others; the others: encode 0.0, run 2000.0, decode 0.0, check 0.0,"
            + " elsewhere 1000.0 us, 2.0 slices of others; the latest, at s: ms: 2.00: 19.0, 1.51:"
            + " 9.0",
        late.told().text().replaceFirst("(, 0.00: 3.0)+$", ""));
  }

  @Test
  void aLoadOfAllKindsTellsTheShareOfEachAndDrawsIt() {
    SchedulerPlan plan =
        new SchedulerPlan(
            List.of(1 << 10),
            Set.of(),
            true,
            SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY),
            _ -> {});
    MixedLoad.Outcome outcome = MixedLoad.run(plan, Duration.ofMillis(100));
    List<String> kinds =
        outcome.table().rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
    assertEquals(List.of("sha256 64 B", "merkle 32 B", "ntt bn254"), kinds);
    assertTrue(outcome.picture().contains("</svg>"));
  }

  /** An index out of bounds: the urgent tasks had more items than there was data for. */
  @Test
  void aLoadOfTasksBelowAThousandItemsHasDataForTheUrgentOnes() {
    SchedulerPlan plan =
        new SchedulerPlan(
            List.of(100),
            Set.of(),
            true,
            SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY),
            _ -> {});
    Table table = MixedLoad.run(plan, Duration.ofMillis(50)).table();
    assertEquals(List.of(100, 100, 64), table.rows().stream().map(row -> row.get(1)).toList());
    assertTrue(table.notes().containsKey("meanwhile 512 items within 10 ms"), "of a transform");
  }

  @Test
  void aMachineWithoutTheToolIsNoError() {
    assertEquals(Optional.empty(), GpuMonitor.start("no-such-tool-as-this"));
  }
}
