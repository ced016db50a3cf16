package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.twinloop.cpu.MsmDrills;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The sums on whatever OpenCL device there is; compiling takes most of the time. */
@Tag("slow")
class OpenClMsmTest extends MsmDrills {
  private String device = "";

  @BeforeAll
  void find() {
    try {
      device =
          WorkerEngine.probe(new OpenClEngineProvider(), WorkerOptions.defaults())
              .getFirst()
              .deviceId();
    } catch (DeviceException.Unavailable e) {
      assumeFalse(e.toString().contains("answers"), e.getMessage());
      throw e;
    }
  }

  @Override
  protected String device() {
    return device;
  }
}
