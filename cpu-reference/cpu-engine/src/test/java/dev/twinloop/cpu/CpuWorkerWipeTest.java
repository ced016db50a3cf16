package dev.twinloop.cpu;

/** What is left where the worker hosts the CPU engine. */
class CpuWorkerWipeTest extends WipeDrills {
  @Override
  protected String device() {
    return CpuWorkerProvider.DEVICE_ID;
  }
}
