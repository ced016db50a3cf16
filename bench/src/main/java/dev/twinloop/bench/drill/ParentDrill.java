package dev.twinloop.bench.drill;

import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.worker.memory.PrivateDirectory;
import dev.twinloop.worker.memory.SharedBlock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A caller of its own, which is killed under load while its worker is stopped. */
public final class ParentDrill {
  private static final String READY = "serving";

  private ParentDrill() {}

  /** The caller that is to be killed: says when its device serves, and goes on until then. */
  public static void main(String[] args) throws InterruptedException {
    SchedulerConfig config = SchedulerConfig.defaults().withDevice(args[0]).withSliceItems(512);
    DrillWatch watch = new DrillWatch(args[0]);
    try (HybridScheduler scheduler = HybridScheduler.open(config);
        DrillLoad load = new DrillLoad(scheduler, watch::report)) {
      boolean unused = watch.awaitService(Duration.ofMinutes(10));
      System.out.println(READY + " " + load.tasks());
      new CountDownLatch(1).await();
    }
  }

  static void run(Drills.Plan plan, DrillRow row) throws IOException, InterruptedException {
    for (int round = 0; round < plan.rounds(); round++) {
      round(plan, row);
    }
  }

  private static void round(Drills.Plan plan, DrillRow row)
      throws IOException, InterruptedException {
    String device = plan.config().device().orElseThrow();
    Process caller = caller(device);
    try (BufferedReader out = caller.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.startsWith(READY)) {
        line = out.readLine();
      }
    }
    List<ProcessHandle> workers = new WorkerProcesses(caller.toHandle()).serving(device);
    workers.forEach(worker -> WorkerProcesses.send("-STOP", worker));
    long start = System.nanoTime();
    caller.destroyForcibly().waitFor();
    boolean gone = !workers.isEmpty();
    for (ProcessHandle worker : workers) {
      gone &= ends(worker, plan.patience());
    }
    long goneMs = (System.nanoTime() - start) / 1_000_000;
    SharedBlock.places().forEach(PrivateDirectory::sweep);
    long left = left(caller.pid());
    boolean clean = gone && left == 0;
    row.add(
        clean ? "the system" : "workers left=" + !gone + ", files left=" + left,
        clean ? goneMs : -1,
        clean ? goneMs : -1);
    plan.progress().accept("drill: parent-killed: worker gone after %d ms".formatted(goneMs));
  }

  private static Process caller(String device) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ParentDrill.class.getName(),
            device)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static boolean ends(ProcessHandle worker, Duration limit) throws InterruptedException {
    try {
      worker.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      worker.destroyForcibly();
      return false;
    }
  }

  private static long left(long pid) throws IOException {
    long count = 0;
    for (Path place : SharedBlock.places()) {
      try (Stream<Path> files = Files.list(place)) {
        count +=
            files
                .filter(file -> file.getFileName().toString().startsWith("twinloop-" + pid + "-"))
                .count();
      }
    }
    return count;
  }
}
