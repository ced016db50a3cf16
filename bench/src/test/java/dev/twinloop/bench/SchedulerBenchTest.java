package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFeed;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A part of the scheduler's table, row by row, and small tasks alone. */
class SchedulerBenchTest {
  private final List<String> told = new ArrayList<>();

  private static SchedulerPlan plan(Set<SchedulerWork> works, List<Integer> sizes) {
    SchedulerConfig config = SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);
    return new SchedulerPlan(sizes, works, true, config, _ -> {});
  }

  @Test
  void rowsOfTheNamedWorksAreToldOneByOne() {
    TableFeed feed = new TableFeed();
    SchedulerBench.Rows rows =
        new SchedulerBench.Rows() {
          @Override
          public void begin(Table soFar) {
            told.add(feed.head(soFar));
          }

          @Override
          public void row(Table soFar) {
            told.add(feed.lastRow(soFar));
          }

          @Override
          public void end(Table all) {
            told.add("end" + feed.laterNotes(all));
          }
        };
    Table table =
        SchedulerBench.run(plan(Set.of(SchedulerWork.MERKLE), List.of(1 << 6, 1 << 7)), rows);
    assertEquals(2, table.rows().size());
    assertEquals(4, told.size(), told::toString);
    assertTrue(
        told.get(0).contains("machine: ") && told.get(0).contains("AUTO / best"), told.get(0));
    assertTrue(told.get(1).startsWith("merkle 32 B "), told.get(1));
    assertTrue(told.get(2).contains(" 128 "), told.get(2));
    assertEquals("end", told.get(3), "named works are measured without loads");
    assertEquals(Double.NaN, table.rows().getFirst().get(3), "no accelerator was measured");
    String json = TableFormat.JSON.write(table);
    assertTrue(json.contains("\"GPU_ONLY us\":null,"), json);
    assertTrue(json.contains("\"AUTO ran on\":[\"cpu\"]"), json);
  }

  /** The row said 100 items where 64 were transformed, and two rows measured the same. */
  @Test
  void aRowOfTransformsSaysHowManyElementsThereAre() {
    assertEquals(
        List.of(2, 64, 128),
        SchedulerWorks.sizes(SchedulerWork.NTT, List.of(1, 2, 64, 100, 128, 1 << 28)));
    assertEquals(
        List.of(1, 100), SchedulerWorks.sizes(SchedulerWork.MSM, List.of(1, 100, 1 << 20)));
  }

  /** {@code --works msm --sizes 2^20} had no row, and nothing said why. */
  @Test
  void sizesThatAWorkHasNotAreTold() {
    Table table = new Table("x");
    SchedulerPlan plan = plan(Set.of(SchedulerWork.MSM, SchedulerWork.NTT), List.of(1, 1 << 20));
    SchedulerWorks.noteLeftOut(plan, table);
    assertEquals(
        """
        ntt bn254: not measured at 1 items, accepted: 2 to 67108864
        msm bn254: not measured at 1048576 items, accepted: 1 to 262144
        x
        """,
        TableFormat.TEXT.write(table));
  }

  @Test
  @Tag("slow")
  void theFirstTaskOfANewProcessIsMeasuredWithBothStrategies() {
    TableFeed feed = new TableFeed();
    SchedulerBench.Rows rows =
        new SchedulerBench.Rows() {
          @Override
          public void begin(Table soFar) {
            told.add(feed.head(soFar));
          }

          @Override
          public void row(Table soFar) {
            told.add(feed.lastRow(soFar));
          }

          @Override
          public void end(Table all) {
            told.add("end" + feed.laterNotes(all));
          }
        };
    Table table = FirstTasks.run(plan(Set.of(SchedulerWork.SHA256), List.of(1 << 6)), rows);
    List<Object> row = List.copyOf(table.rows().getFirst());
    assertEquals(3, told.size(), told::toString);
    assertEquals("sha256 64 B", row.getFirst());
    double cpuFirst = (double) row.get(2);
    double warm = (double) row.get(4);
    assertTrue(warm > 0 && warm <= cpuFirst, row::toString);
    assertEquals((double) row.get(3) / cpuFirst, (double) row.get(5), 1e-6);
    assertEquals("cpu 64/1", row.get(8).toString());
    assertTrue(TableFormat.JSON.write(table).contains("\"AUTO ran on\":{\"cpu\":{\""));
  }

  @Test
  @Tag("slow")
  void smallTasksHaveARowForEachNumberOfSubmittersAndOneBesideALargeTask() {
    Table table = SchedulerBench.smallTasks(plan(Set.of(SchedulerWork.SHA256), List.of(1 << 10)));
    assertEquals(
        List.of(1, 8, 64, 1, 8, 64, 1), table.rows().stream().map(row -> row.get(1)).toList());
    assertTrue(table.rows().stream().allMatch(row -> (double) row.get(3) > 0), table::toString);
  }
}
