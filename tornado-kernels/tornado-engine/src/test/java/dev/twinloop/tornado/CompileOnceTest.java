package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kernel goes through the compilers once a device, on whatever OpenCL device there is. */
class CompileOnceTest {
  /** Two of MixProgram, for each of three capacities, three of ShiftProgram. */
  private static final List<String> COUNTS =
      List.of(
          "compilations: 2, one slot",
          "compilations: 2, two slots",
          "compilations: 2, a slot after both are closed",
          "compilations: 4, another capacity",
          "compilations: 9, two programs together");

  @TempDir private Path kept;

  @Test
  void aKernelIsCompiledOnceTheNextProcessCompilesNoneAndDamagedFilesAnew() throws Exception {
    assertEquals(COUNTS, counts(drill("once")));
    assertEquals(9, files(), "kernels kept");
    List<String> second = counts(drill("once"));
    assertEquals(COUNTS.stream().map(line -> line.replaceAll("\\d+", "0")).toList(), second);
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    assertEquals(COUNTS.subList(0, 4), counts(drill("slots")));
  }

  @Tag("slow")
  @Test
  void whereTornadoVmGivesNoCodeAwayEachSlotCompilesAndIsRight() throws Exception {
    String output = drill("apart", "-D" + TornadoEngine.ONCE_PROPERTY + "=false");
    assertTrue(output.contains("compiler: none"), output);
    assertTrue(output.contains("drill: ok"), output);
    assertEquals(0, files());
  }

  private static List<String> counts(String output) {
    assertTrue(output.contains("drill: ok"), output);
    return output.lines().filter(line -> line.startsWith("compilations:")).toList();
  }

  private String drill(String mode, String... options) throws Exception {
    List<String> all =
        Stream.concat(Stream.of("-D" + CodeStore.PROPERTY + "=" + kept), Stream.of(options))
            .toList();
    Launch.Outcome outcome =
        Launch.run(
            new OpenClEngineProvider(), Optional.empty(), all, CompileDrill.class, List.of(mode));
    System.out.println(outcome.output());
    assumeTrue(outcome.status() != 3, outcome.output());
    return outcome.output();
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.count();
    }
  }
}
