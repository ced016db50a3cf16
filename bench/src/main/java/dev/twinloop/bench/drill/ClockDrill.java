package dev.twinloop.bench.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Lets the clock of a caller leap under load: caller and worker are stopped together for longer
 * than a run may take, as when a machine sleeps. Nobody is to blame, so nothing must be noticed.
 * The wall clock is not set: that takes root, and a test of the build holds that the scheduler does
 * not read it.
 */
final class ClockDrill {
  private static final Duration LEAP = Drills.RUN_LIMIT.plusSeconds(1);
  private static final String NOBODY = "nobody, rightly";

  private ClockDrill() {}

  static void run(Drills.Plan plan, DrillRow row) throws IOException, InterruptedException {
    String device = plan.config().device().orElseThrow();
    try (RemoteCaller remote = RemoteCaller.start(device)) {
      remote.awaitService();
      RemoteCaller.Seen seen = new RemoteCaller.Seen(0, 0, 0, -1, "nothing");
      for (int round = 0; round < plan.rounds(); round++) {
        seen = round(remote, device);
        boolean unblamed = seen.noticedBy().equals("nothing");
        long servedMs = seen.servedMs() < 0 ? -1 : Math.max(0, seen.servedMs() - LEAP.toMillis());
        row.add(
            new DrillRow.Round(
                unblamed ? NOBODY : "wrongly: " + seen.noticedBy(), unblamed ? 0 : -1, servedMs));
        plan.progress()
            .accept(
                "drill: clock-jump: noticed by %s, used again after %d ms"
                    .formatted(seen.noticedBy(), servedMs));
      }
      row.load(seen.recomputed(), seen.lost(), seen.wrong());
    }
  }

  private static RemoteCaller.Seen round(RemoteCaller remote, String device)
      throws IOException, InterruptedException {
    remote.arm();
    List<ProcessHandle> workers = new WorkerProcesses(remote.process()).serving(device);
    WorkerProcesses.send("-STOP", remote.process());
    workers.forEach(worker -> WorkerProcesses.send("-STOP", worker));
    Thread.sleep(LEAP.toMillis());
    workers.forEach(worker -> WorkerProcesses.send("-CONT", worker));
    WorkerProcesses.send("-CONT", remote.process());
    return remote.seen();
  }
}
