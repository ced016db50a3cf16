package dev.twinloop.bench.drill;

import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A caller in a process of its own, under load until it is killed or its input ends: what {@link
 * RemoteCaller} starts.
 *
 * <pre>
 *   argument:  the device
 *   it says    serving                                          once the device computes
 *   arm        ─▶  armed                                        from now on it watches
 *   seen       ─▶  lost wrong recomputed served-ms what-noticed   once the device computes
 * </pre>
 */
public final class DrillCaller {
  static final String SERVING = "serving";
  static final String ARM = "arm";
  static final String ARMED = "armed";
  static final String SEEN = "seen";

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private DrillCaller() {}

  /** Runs until the input ends. */
  public static void main(String[] args) throws InterruptedException, IOException {
    DrillWatch watch = new DrillWatch(args[0]);
    SchedulerConfig config =
        Drills.strict(SchedulerConfig.defaults().withDevice(args[0])).withListener(watch::event);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (HybridScheduler scheduler = HybridScheduler.open(config);
        DrillLoad load = new DrillLoad(scheduler, watch::report)) {
      boolean unused = watch.awaitService(LIMIT);
      System.out.println(SERVING);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals(ARM)) {
          watch.injected();
          System.out.println(ARMED);
        } else if (line.equals(SEEN)) {
          boolean served = watch.awaitService(LIMIT);
          System.out.printf(
              "%d %d %d %d %s%n",
              load.lost(),
              load.wrong(),
              load.recomputed(),
              served ? watch.servedAfterMs() : -1,
              watch.noticedBy());
        }
      }
    }
  }
}
