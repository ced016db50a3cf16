package dev.twinloop.tornado;

import dev.twinloop.cpu.WorkerDrills;

/** The drills on whatever OpenCL device there is. */
class OpenClDrillTest extends WorkerDrills {
  @Override
  protected String device() {
    return OpenClDevice.id();
  }
}
