package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HostedEngine;
import org.junit.jupiter.api.Test;

class CpuWorkerProviderTest {
  private final CpuWorkerProvider provider = new CpuWorkerProvider();

  @Test
  void itIsAWorkerThatIsUsedOnlyWhenNamed() {
    assertTrue(provider.worker(java.util.Optional.empty()).isPresent());
    assertTrue(provider.devices().getFirst().hostCpu());
    try (HostedEngine engine = provider.open("cpu-worker")) {
      assertEquals("cpu-worker", engine.hardwareCaps().deviceId());
    }
  }

  @Test
  void severalAreToldApartByNumber() {
    try (HostedEngine engine = provider.open("cpu-worker:7")) {
      assertEquals("cpu-worker:7", engine.hardwareCaps().deviceId());
    }
    for (String id : new String[] {"cpu-worker:", "cpu-worker:x", "cpu-worker:100"}) {
      assertThrows(DeviceException.Unavailable.class, () -> provider.open(id), id);
    }
  }

  @Test
  void otherDevicesAreRefused() {
    assertThrows(DeviceException.Unavailable.class, () -> provider.open("cpu"));
  }
}
