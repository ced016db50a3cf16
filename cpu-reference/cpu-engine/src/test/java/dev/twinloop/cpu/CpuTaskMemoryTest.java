package dev.twinloop.cpu;

/** Every task with every kind of memory, on cpu. */
class CpuTaskMemoryTest extends TaskMemoryContract {
  @Override
  protected String device() {
    return "cpu";
  }
}
