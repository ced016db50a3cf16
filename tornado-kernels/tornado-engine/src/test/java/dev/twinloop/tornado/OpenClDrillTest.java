package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.twinloop.cpu.WorkerDrills;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import org.junit.jupiter.api.BeforeAll;

/** The drills on whatever OpenCL device there is. */
class OpenClDrillTest extends WorkerDrills {
  private static String device = "";

  @BeforeAll
  static void find() {
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
