package dev.twinloop.cpu;

import dev.twinloop.kernel.msm.ScalarPattern;
import java.util.List;

/** The sums, in a worker process that hosts the CPU engine: the same loops, so fewer of them. */
class CpuWorkerMsmTest extends MsmDrills {
  @Override
  protected String device() {
    return "cpu-worker";
  }

  @Override
  protected List<ScalarPattern> patterns() {
    return List.of(ScalarPattern.MOSTLY_BITS, ScalarPattern.ABOVE_ORDER);
  }
}
