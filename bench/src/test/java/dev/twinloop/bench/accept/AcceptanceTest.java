package dev.twinloop.bench.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.Bench;
import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.BenchSession;
import dev.twinloop.bench.BenchWork;
import dev.twinloop.bench.Figures;
import dev.twinloop.bench.Spread;
import dev.twinloop.bench.accept.Acceptance.Part;
import dev.twinloop.bench.report.Checks;
import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Mark.Verdict;
import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.Times;
import dev.twinloop.bench.report.Way;
import dev.twinloop.bench.report.Way.Transfer;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The acceptance table where there is no GPU. */
class AcceptanceTest {
  private final List<Mark> told = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();

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
              public void mark(Mark mark, Report soFar) {
                told.add(mark);
                assertEquals(told, soFar.marks(), "a report that is cut short has them all");
                reports.add(soFar);
              }
            });
    assertEquals(told, report.marks(), "marks are told as they come");
    assertEquals(report, reports.removeLast(), "the last report is whole");
    for (Report soFar : reports) {
      assertTrue(soFar.notes().containsKey(MarksSoFar.NOTE), soFar.notes().toString());
      assertEquals(report.made(), soFar.made());
    }
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
      assertEquals(mark.turns(false) > 1 ? 25 : whole.runs(), own.runs(), mark.name());
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

  /** The median of three turns stands, and its rows; the other turns are told with their figure. */
  @Test
  void aMarkNearItsLimitIsMeasuredInTurns() {
    int[] turn = {0};
    long[] deviceNs = {500, 900, 700};
    BenchWork work =
        new BenchWork() {
          @Override
          public String name() {
            return "hash";
          }

          @Override
          public void measure(BenchSession session) {
            session.figures().work("sha256, 64-byte messages");
            session.figures().add(Way.library("JDK", 16, ""), 1000, new Spread(Times.of(7000)));
            long ns = deviceNs[turn[0]++];
            session
                .figures()
                .add(
                    Way.endToEnd(
                        "end to end, shared memory", "cuda:0", Checks.again(0.01), Transfer.SHARED),
                    1000,
                    new Spread(Times.of(ns)));
          }
        };
    BenchPlan plan =
        new BenchPlan(
            List.of(),
            List.of(),
            List.of(),
            BenchPlan.Depth.MARKS,
            SchedulerConfig.defaults(),
            _ -> {});
    Figures figures = new Figures(_ -> {});
    try (BenchSession session = new BenchSession(plan, List.of(), figures)) {
      Mark mark = Speed.ALL.getFirst().measure(work, session, plan);
      assertEquals(3, turn[0]);
      assertEquals(10, mark.figure().orElseThrow(), 0.1, mark.toString());
      assertTrue(mark.how().contains("GB/s of messages"), mark.how());
      assertTrue(mark.how().matches(".*; the median of turns: 14.*, 7.*, 10.*"), mark.how());
      assertEquals(2, figures.rows().size());
    }
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

  /** One start in a thousand missed a card, and the table did not say why. */
  @Test
  void startsThatMissCardsSayWhatTheySawAndWhy() {
    List<String> progress = new CopyOnWriteArrayList<>();
    Detection found =
        Detection.of(
            SchedulerConfig.defaults(),
            new Detection.Wanted(2, System.nanoTime() + Duration.ofDays(1).toNanos()),
            new Detection.Cards(1000, "a driver that lies tells"),
            progress::add);
    assertEquals(2, found.starts());
    assertEquals(0, found.right());
    assertEquals(2, found.missed().count());
    String text = found.missed().text("; missed");
    assertTrue(text.matches("(?s); missed: [12] × saw [0-9]+: .+"), text);
  }

  @Test
  void threeReasonsAreShownTheMostFrequentFirst() {
    Reasons reasons = new Reasons();
    assertEquals("", reasons.text("missed"));
    reasons.add("saw 0: worker cuda-probe (pid 17): ended with status 137");
    reasons.add("saw 2: no look failed");
    reasons.add("saw 0: worker cuda-probe (pid 4711): ended with status 137");
    assertEquals(
        "missed: 2 × saw 0: worker cuda-probe (pid …): ended with status 137; 1 × saw 2: no look failed",
        reasons.text("missed"));
    reasons.add("a");
    reasons.add("b");
    assertTrue(reasons.text("missed").endsWith("; 1 × a; 1 × b; 1 × others"), "" + reasons.count());
  }
}
