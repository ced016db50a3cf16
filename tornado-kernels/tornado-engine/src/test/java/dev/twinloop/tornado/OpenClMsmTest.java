package dev.twinloop.tornado;

import dev.twinloop.cpu.MsmDrills;
import org.junit.jupiter.api.Tag;

/** The sums on whatever OpenCL device there is; compiling takes most of the time. */
@Tag("slow")
class OpenClMsmTest extends MsmDrills {
  @Override
  protected String device() {
    return OpenClDevice.id();
  }
}
