package dev.twinloop.cpu.packaging;

import dev.twinloop.cpu.secret.EchoTask;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;

/** What a user ships: a task of its own, computed by a worker. */
public final class PackagedProgram {
  private PackagedProgram() {}

  public static void main(String[] args) {
    SchedulerConfig config = SchedulerConfig.defaults().withDevice("cpu-worker").withSampleRate(1);
    EchoTask task = new EchoTask(1000, 7);
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      var result = scheduler.submit(task).await();
      System.out.println(
          (result.value()[999] == task.number(999)) + " " + result.report().itemsByDevice());
      result.report().notes().forEach(System.out::println);
    }
  }
}
