package dev.twinloop.cpu;

/** The drills where there is no accelerator: the worker hosts the CPU engine. */
class CpuWorkerDrillTest extends WorkerDrills {
  @Override
  protected String device() {
    return CpuWorkerProvider.DEVICE_ID;
  }
}
