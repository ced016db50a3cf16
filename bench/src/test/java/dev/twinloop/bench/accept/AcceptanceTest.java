package dev.twinloop.bench.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinloop.bench.Bench;
import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.accept.Acceptance.Part;
import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Mark.Verdict;
import dev.twinloop.bench.report.Report;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The acceptance table where there is no GPU. */
class AcceptanceTest {
  private final List<Mark> told = new ArrayList<>();

  private List<Mark> marks(Set<Part> parts, SchedulerConfig config) throws Exception {
    BenchPlan plan =
        new BenchPlan(
            List.of(),
            List.of(Groups.P256),
            List.of(Groups.BN254),
            new BenchPlan.Depth(1, 0, false, true),
            config,
            _ -> {});
    Report report =
        Acceptance.run(
            new Acceptance.Settings(
                parts, Set.of(), 2, Duration.ofMillis(100), Duration.ofHours(9), true),
            plan,
            new Bench.Origin(new Report.Build("test", "unknown"), List.of("acceptance")),
            new Acceptance.Listener() {
              @Override
              public void begins(Report head) {
                assertEquals(List.of(), head.marks());
              }

              @Override
              public void mark(Mark mark) {
                told.add(mark);
              }
            });
    assertEquals(told, report.marks(), "marks are told as they come");
    return report.marks();
  }

  /** Each mark that needs a GPU says so, and nothing fails for want of it. */
  @Test
  void whatNeedsAGpuIsNotMeasuredAndTheRestIs() throws Exception {
    List<Mark> marks =
        marks(
            Set.of(Part.SPEED, Part.AGREEMENT, Part.UTILISATION, Part.DETECTION),
            SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY));
    assertEquals(12, marks.size(), marks.toString());
    for (Mark mark : marks) {
      boolean here =
          mark.name().equals("agreement with the CPU") || mark.name().equals("detection");
      assertEquals(here ? Verdict.PASS : Verdict.NOT_MEASURED, mark.verdict(), mark.toString());
      assertFalse(mark.how().isEmpty());
    }
  }

  /**
   * A curve that no mark asks for is not measured: transforms were, over two fields for one mark.
   */
  @Test
  void aMarkMeasuresItsOwnCurveAndSizeAlone() {
    BenchPlan whole =
        new BenchPlan(
            List.of(),
            EcdsaBatch.curves(),
            List.of(Groups.BN254, Groups.BLS12_381),
            BenchPlan.Depth.MARKS,
            SchedulerConfig.defaults(),
            _ -> {});
    for (Speed mark : Speed.ALL) {
      BenchPlan own = mark.plan(whole, false);
      assertEquals(List.of(mark.size()), own.sizes(), mark.name());
      mark.work()
          .group()
          .ifPresent(
              group ->
                  assertEquals(
                      List.of(group),
                      Stream.concat(own.curves().stream(), own.groups().stream()).toList(),
                      mark.name()));
    }
    assertEquals(
        Speed.ALL.size(),
        Speed.ALL.stream().map(mark -> mark.work().rows()).distinct().count(),
        "no two marks are judged by the same rows");
  }

  /** Cards that a variable hides from every process were missed by every start. */
  @Test
  void cardsThatAreHiddenNeedNotBeSeen() {
    Detection.Cards eight = new Detection.Cards(8, "driver");
    assertEquals(new Detection.Cards(8, "driver tells"), eight.left(Optional.empty()));
    String both = "driver and CUDA_VISIBLE_DEVICES tell";
    assertEquals(new Detection.Cards(2, both), eight.left(Optional.of("5, 3")));
    assertEquals(new Detection.Cards(1, both), eight.left(Optional.of("0,-1,1")));
    assertEquals(new Detection.Cards(0, both), eight.left(Optional.of("")));
    assertEquals(new Detection.Cards(8, both), eight.left(Optional.of("0,1,2,3,4,5,6,7,8")));
  }

  @Test
  void noStartBeginsWhenTheTimeIsOver() {
    Detection none =
        Detection.of(
            SchedulerConfig.defaults(),
            new Detection.Wanted(3, System.nanoTime()),
            new Detection.Cards(1, "driver"),
            _ -> {});
    assertEquals(0, none.starts());
  }
}
