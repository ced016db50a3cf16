package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.BenchPlan.Depth;
import dev.twinloop.bench.drill.Drills;
import dev.twinloop.bench.drill.Failure;
import dev.twinloop.bench.report.Report;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import own.OwnAnswers;

/**
 * Known answers that a user puts on the class path make his task one that bench and drills know.
 */
class OwnTasksTest {
  private static final Duration PATIENT = Duration.ofHours(1);

  @TempDir private Path jar;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void classPath() throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(KnownAnswers.class.getName()), OwnAnswers.class.getName());
    URL[] urls = {jar.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
  }

  @AfterEach
  void asBefore() {
    OwnAnswers.wrongOn = "nowhere";
    Thread.currentThread().setContextClassLoader(before);
  }

  private static Report measured() {
    SchedulerConfig config = SchedulerConfig.defaults().withDevice("cpu");
    BenchPlan plan =
        new BenchPlan(List.of(), List.of(), List.of(), Depth.QUICK_MARKS, config, _ -> {});
    BenchWork own =
        Bench.works().stream().filter(w -> w.name().equals("sha256")).findFirst().orElseThrow();
    Bench.Origin origin = new Bench.Origin(new Report.Build("0", "0"), List.of());
    return Bench.run(List.of(own), plan, origin, Bench.Listener.none());
  }

  @Test
  void ofOnesOwnTaskBenchHasTheRowsThatEveryWorkHas() {
    Report report = measured();
    assertTrue(
        report.rows().stream().anyMatch(r -> r.work().equals("sha256, known answer of 1 items")),
        report.rows().toString());
    OwnAnswers.wrongOn = Thread.currentThread().getName();
    DeviceException e = assertThrows(DeviceException.Mismatch.class, OwnTasksTest::measured);
    assertTrue(String.valueOf(e.getMessage()).contains("expected=00, actual=ba7816bf"), "" + e);
  }

  @Test
  void aDrillSubmitsOnesOwnTaskAndSeesThatItsAnswerIsWrong() throws Exception {
    OwnAnswers.wrongOn = "drill-load-sha256";
    Drills.Outcome outcome =
        Drills.run(
            new Drills.Plan(
                SchedulerConfig.defaults().withDevice("cpu-worker"),
                List.of(Failure.KILL),
                1,
                PATIENT,
                PATIENT,
                _ -> {}));
    assertFalse(outcome.passed());
    assertEquals(0, outcome.failures().getFirst().lost());
    assertTrue(outcome.failures().getFirst().wrong() > 0, outcome.failures().toString());
  }
}
