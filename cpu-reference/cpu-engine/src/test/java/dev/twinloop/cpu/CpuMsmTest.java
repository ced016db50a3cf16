package dev.twinloop.cpu;

/** The sums, on all cores of this process. */
class CpuMsmTest extends MsmDrills {
  @Override
  protected String device() {
    return "cpu";
  }
}
