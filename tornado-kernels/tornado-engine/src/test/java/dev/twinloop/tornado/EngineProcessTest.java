package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.engine.Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The engine in a JVM of its own, on whatever OpenCL device there is. */
class EngineProcessTest {
  @Test
  void aMachineWithoutAnNvidiaDriverIsToldSoInOneLine() throws Exception {
    assumeTrue(TornadoSdk.find().backends().contains(Backend.CUDA), "this SDK has no CUDA backend");
    assumeFalse(Files.exists(Path.of("/proc/driver/nvidia/version")), "there is an NVIDIA driver");
    Launch.Outcome outcome =
        Launch.run(new CudaEngineProvider(), Optional.empty(), EngineDrill.class, List.of("cuda"));
    assertEquals(3, outcome.status(), outcome.output());
    assertTrue(
        outcome
            .output()
            .startsWith(
                "unavailable: cuda device: no NVIDIA driver answers (libcuda.so.1); install the"),
        outcome.output());
    assertEquals(1, outcome.output().lines().count(), outcome.output());
  }

  @Test
  void twoKernelsOverAllRolesAndTypesGiveTheRightAnswer() throws Exception {
    Launch.Outcome outcome =
        Launch.run(
            new OpenClEngineProvider(), Optional.empty(), EngineDrill.class, List.of("opencl"));
    System.out.println(outcome.output());
    assumeTrue(outcome.status() != 3, outcome.output());
    assertTrue(outcome.output().contains("drill: ok"), outcome.output());
    for (String told : List.of("started: jvmMs=", "compiled: kernel=", "opened: ", "refused: ")) {
      assertTrue(outcome.output().contains(told), told);
    }
  }
}
