package dev.twinloop.tornado;

import dev.twinloop.cpu.WorkerDrills;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The drills on whatever OpenCL device there is. */
class OpenClDrillTest extends WorkerDrills {
  @Override
  protected String device() {
    return OpenClDevice.id();
  }

  /** Waits for a time-out; CpuWorkerDrillTest does so in every build. */
  @Override
  @Tag("slow")
  @Test
  protected void stopped() throws Exception {
    super.stopped();
  }
}
