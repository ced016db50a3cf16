package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The engine on whatever OpenCL device there is, in a JVM of its own. */
class OpenClEngineTest {
  @Test
  void twoKernelsOverAllRolesAndTypesGiveTheRightAnswer() throws Exception {
    Launch.Outcome outcome =
        Launch.run(
            new OpenClEngineProvider(), Optional.empty(), EngineDrill.class, List.of("opencl"));
    System.out.println(outcome.output());
    assumeTrue(outcome.status() != 3, outcome.output());
    assertTrue(outcome.output().contains("drill: ok"), outcome.output());
  }
}
