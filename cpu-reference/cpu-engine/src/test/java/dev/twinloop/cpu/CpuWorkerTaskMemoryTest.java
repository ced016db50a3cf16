package dev.twinloop.cpu;

/** Every task with every kind of memory, on cpu-worker. */
class CpuWorkerTaskMemoryTest extends TaskMemoryContract {
  @Override
  protected String device() {
    return "cpu-worker";
  }
}
