package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.drill.Drills;
import dev.twinloop.bench.drill.Failure;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.worker.memory.SharedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twenty minutes of failures, and hundreds of schedulers: nothing grows, nothing is left. */
class SoakTest {
  private static final long MIB = 1 << 20;

  /** Minutes; {@code -Dtwinloop.soak.minutes=1} for a first look. */
  private static final int MINUTES = Integer.getInteger("twinloop.soak.minutes", 20);

  /** What this process has: after a soak it must be what it was before. */
  private record Belongings(long threads, long files, long children, long shared) {
    static Belongings now() throws IOException {
      return new Belongings(
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("twinloop"))
              .filter(thread -> !thread.getName().equals("twinloop-workers"))
              .count(),
          count(Path.of("/proc/self/fd"), ""),
          ProcessHandle.current().children().count(),
          count(SharedBlock.places().getFirst(), "twinloop-" + ProcessHandle.current().pid()));
    }

    private static long count(Path folder, String prefix) throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(f -> f.getFileName().toString().startsWith(prefix)).count();
      }
    }

    /** Waits until what ends by itself has ended: idle threads do after a minute. */
    static Belongings settled(Belongings before) throws IOException, InterruptedException {
      Belongings now = now();
      for (int i = 0; i < 120 && !now.within(before); i++) {
        Thread.sleep(1000);
        now = now();
      }
      return now;
    }

    boolean within(Belongings before) {
      return threads <= before.threads
          && files <= before.files + 2 // of the class path and the test's own
          && children <= before.children
          && shared <= before.shared;
    }
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it has ended
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  @Tag("slow")
  void memoryIsFlatAndNothingIsLeftAfterTwentyMinutesOfFailures()
      throws IOException, InterruptedException {
    warmUp();
    Belongings before = Belongings.now();
    List<Long> heap = new ArrayList<>();
    List<Long> workers = new ArrayList<>();
    Drills.Plan plan =
        new Drills.Plan(
            SchedulerConfig.defaults().withDevice("cpu-worker"),
            List.of(Failure.values()),
            1,
            Duration.ofHours(1),
            Duration.ofHours(1),
            System.out::println);
    Drills.Outcome outcome =
        Drills.soak(
            plan,
            Duration.ofMinutes(MINUTES),
            Duration.ofSeconds(10),
            () -> {
              heap.add(usedHeap());
              workers.add(
                  ProcessHandle.current()
                      .children()
                      .mapToLong(p -> residentBytes(p.pid()))
                      .max()
                      .orElse(0));
            });
    outcome.table().rows().forEach(System.out::println);
    assertTrue(outcome.passed());
    assertFlat("heap of the caller", heap, 16 * MIB);
    assertFlat("memory of workers", workers, 64 * MIB);
    assertNothingLeft(before);
  }

  @Test
  @Tag("slow")
  void twoHundredSchedulersLeaveNothing() throws IOException, InterruptedException {
    open(200);
  }

  @Test
  void aFewSchedulersLeaveNothing() throws IOException, InterruptedException {
    open(5);
  }

  private static void open(int schedulers) throws IOException, InterruptedException {
    warmUp();
    Belongings before = Belongings.now();
    for (int i = 0; i < schedulers; i++) {
      useOne();
    }
    assertNothingLeft(before);
  }

  /** Classes are loaded and pools of the JVM started, so that they do not count as left. */
  private static void warmUp() {
    useOne();
  }

  private static void useOne() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(SchedulerConfig.defaults().withDevice("cpu-worker"))) {
      scheduler.allocate(4096);
      scheduler.engine("cpu-worker");
      var unused = scheduler.submit(Sha256Batch.of(new byte[64], new byte[64])).await();
    }
  }

  private static void assertNothingLeft(Belongings before)
      throws IOException, InterruptedException {
    Belongings after = Belongings.settled(before);
    assertTrue(after.within(before), "before=" + before + ", after=" + after);
    assertEquals(0, after.shared());
  }

  /** The second half is not above the first by more than a little. */
  private static void assertFlat(String what, List<Long> bytes, long slack) {
    long first = median(bytes.subList(0, bytes.size() / 2));
    long second = median(bytes.subList(bytes.size() / 2, bytes.size()));
    assertTrue(
        second <= first + first / 5 + slack,
        what + ": first half=" + first + ", second half=" + second);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
