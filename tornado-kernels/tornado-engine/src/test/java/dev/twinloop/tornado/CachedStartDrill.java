package dev.twinloop.tornado;

import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** Hashes on one device, and says whether its worker has a cache of classes in memory. */
final class CachedStartDrill {
  private CachedStartDrill() {}

  public static void main(String[] args) throws IOException {
    SchedulerConfig config =
        SchedulerConfig.defaults()
            .withStrategy(Strategy.GPU_ONLY)
            .withDevice(args[0])
            .withSampleRate(1);
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      double rate =
          scheduler
              .submit(Sha256Batch.of(Collections.nCopies(100, new byte[64])))
              .await()
              .report()
              .effectiveSampleRate();
      System.out.println(
          "drill: " + (rate == 1 ? "right" : "rate " + rate) + ", cache=" + cached());
    }
  }

  private static boolean cached() throws IOException {
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      Path maps = Path.of("/proc", Long.toString(child.pid()), "maps");
      if (Files.readString(maps).contains("classes.aot")) {
        return true;
      }
    }
    return false;
  }
}
