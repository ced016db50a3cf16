package demo;

import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.stream.LongStream;

/**
 * Runs the kernel: on the CPU in this process, or on the devices that the arguments name, such as
 * {@code cpu-worker} (the CPU in a process of its own) or {@code cuda:0}.
 */
public final class Main {
  private Main() {}

  public static void main(String[] devices) {
    Collatz task = new Collatz(LongStream.rangeClosed(1, 1_000_000).toArray());
    if (devices.length == 0) {
      run(task, SchedulerConfig.defaults());
    }
    for (String device : devices) {
      // Every item is checked: fine for a first run, and too much for work.
      run(task, SchedulerConfig.defaults().withDevice(device).withSampleRate(1));
    }
  }

  private static void run(Collatz task, SchedulerConfig config) {
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      var result = scheduler.submit(task).await();
      System.out.println("871 takes " + result.value()[870] + " steps");
      System.out.println(result.report().itemsByDevice() + " " + result.report().fallbacks());
    }
  }
}
