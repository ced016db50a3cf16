package dev.twinloop.cli.msm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  @Test
  void saysWhatFitsAndWhatIsCut() {
    assertEquals(
        "msm: 1,000,000 points need 600.0 MiB on cuda:0, which has 8,192.0 MiB",
        need(600, 2).text());
    MemoryNeed large = need(11_572, 2);
    assertEquals(
        "msm: 1,000,000 points need 11,572.0 MiB on cuda:0, which has 8,192.0 MiB: cut into slices"
            + " that fit",
        large.text());
    assertDoesNotThrow(large::require);
  }

  @Test
  void refusesADeviceThatCannotHoldTheSmallestSlice() {
    var refusal = assertThrows(DeviceException.OutOfMemory.class, need(11_572, 8_193)::require);
    assertEquals(
        "msm: the smallest slice needs 8,193.0 MiB on cuda:0, which has 8,192.0 MiB; take another"
            + " --device",
        refusal.getMessage());
  }

  private static MemoryNeed need(long mebibytes, long least) {
    HardwareCaps device =
        new HardwareCaps(
            "cuda:0", "GPU", EngineType.GPU, Backend.CUDA, false, 8L << 30, 132, "580");
    return new MemoryNeed(1_000_000, mebibytes << 20, least << 20, device);
  }
}
