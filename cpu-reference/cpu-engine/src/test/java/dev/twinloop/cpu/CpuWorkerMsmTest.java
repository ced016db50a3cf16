package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.worker.WorkerOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sums, in a worker process that hosts the CPU engine: the same loops, so fewer of them. */
@Tag("slow")
class CpuWorkerMsmTest extends MsmDrills {
  @Override
  protected String device() {
    return "cpu-worker";
  }

  @Override
  protected List<ScalarPattern> patterns(Group group) {
    return List.of(ScalarPattern.MOSTLY_BITS, ScalarPattern.ABOVE_ORDER);
  }

  /**
   * The worker inverts one bit of the first window's point, in its sixth run: known answers come
   * first.
   */
  @Test
  void aFlippedBitIsNoticed() {
    int count = 300;
    int vectors = 24;
    Group group = Groups.BN254;
    MemorySegment scalars =
        ScalarPattern.UNIFORM.scalars(group, (long) count * vectors, Arena.ofAuto());
    Msm task = new Msm(SquareBases.of(group, count, Arena.ofAuto()), scalars, vectors);
    SchedulerConfig config =
        SchedulerConfig.defaults()
            .withDevice(device())
            .withSliceItems(512)
            .withWorker(WorkerOptions.defaults().withDrill("flip@6"))
            .withSampleRate(1);
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      TaskResult<MsmSums> result = scheduler.submit(task).await();
      for (int v = 0; v < vectors; v++) {
        MemorySegment some = scalars.asSlice(32L * count * v, 32L * count);
        assertEquals(SquareBases.sum(group, some), result.value().get(v));
      }
      assertTrue(
          result.report().fallbacks().stream().anyMatch(f -> f.code() == Code.MISMATCH),
          () -> "fallbacks: " + result.report().fallbacks());
    }
  }
}
