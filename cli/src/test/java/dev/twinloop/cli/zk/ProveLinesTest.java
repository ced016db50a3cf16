package dev.twinloop.cli.zk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zk prove --lines}: names of witnesses. */
class ProveLinesTest {
  private static final String ZK =
      "../tornado-kernels/zk/src/main/resources/dev/twinloop/zk/prove/";

  @TempDir Path folder;

  /** Once half a surrogate pair became a question mark, and another file was read. */
  @Test
  void halfASurrogatePairIsInNoName() throws IOException {
    Path witness = folder.resolve("w?");
    Files.copy(Path.of(ZK + "multiplier-bn254.wtns"), witness);
    String key = ZK + "multiplier-bn254.zkey";
    String line = "{\"id\":1,\"witness\":\"" + folder + "/w%s\"}\n";
    for (String half : new String[] {"\\ud800", "\\udfff", "\\udc41", "\\udc00"}) {
      byte[] input = line.formatted(half).getBytes(UTF_8);
      Run run = Run.withInput(input, "zk", "prove", "--key", key, "--lines", "-");
      assertEquals(1, run.status());
      assertTrue(run.out().startsWith("{\"id\":1,\"error\":\""), run.out());
      assertTrue(run.out().endsWith(": No such file or directory\"}\n"), run.out());
    }
    byte[] whole = line.formatted("?").getBytes(UTF_8);
    assertEquals(0, Run.withInput(whole, "zk", "prove", "--key", key, "--lines", "-").status());
  }
}
