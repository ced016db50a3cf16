package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.twinloop.cpu.WipeDrills;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What is left on an OpenCL device; PoCL's memory is its worker's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenClWipeTest extends WipeDrills {
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
