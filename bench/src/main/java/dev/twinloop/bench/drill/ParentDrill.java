package dev.twinloop.bench.drill;

import dev.twinloop.worker.memory.PrivateDirectory;
import dev.twinloop.worker.memory.SharedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Kills a caller under load while its worker is stopped. */
final class ParentDrill {
  private ParentDrill() {}

  static void run(Drills.Plan plan, DrillRow row) throws IOException, InterruptedException {
    for (int round = 0; round < plan.rounds(); round++) {
      round(plan, row);
    }
  }

  private static void round(Drills.Plan plan, DrillRow row)
      throws IOException, InterruptedException {
    String device = plan.config().device().orElseThrow();
    RemoteCaller remote = RemoteCaller.start(device);
    remote.awaitService();
    ProcessHandle caller = remote.process();
    List<ProcessHandle> workers = new WorkerProcesses(caller).serving(device);
    workers.forEach(worker -> WorkerProcesses.send("-STOP", worker));
    long start = System.nanoTime();
    remote.close();
    boolean gone = !workers.isEmpty();
    for (ProcessHandle worker : workers) {
      gone &= ends(worker, plan.patience());
    }
    long goneMs = (System.nanoTime() - start) / 1_000_000;
    SharedBlock.places().forEach(PrivateDirectory::sweep);
    long left = left(caller.pid());
    boolean clean = gone && left == 0;
    row.add(
        new DrillRow.Round(
            clean ? "the system" : "workers left=" + !gone + ", files left=" + left,
            clean ? goneMs : -1,
            clean ? goneMs : -1));
    plan.progress().accept("drill: parent-killed: worker gone after %d ms".formatted(goneMs));
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
