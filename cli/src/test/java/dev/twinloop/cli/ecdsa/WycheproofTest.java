package dev.twinloop.cli.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wycheproof's secp256k1 files as lines; skipped, saying so, where they are not at hand. */
class WycheproofTest {
  /** A group's key, or a test: the files are regular enough for that. */
  private static final Pattern PIECE =
      Pattern.compile(
          "\"uncompressed\"\\s*:\\s*\"(?<key>[0-9a-f]+)\""
              + "|\"tcId\"\\s*:\\s*(?<id>\\d+)[^{}]*?\"msg\"\\s*:\\s*\"(?<msg>[0-9a-f]*)\""
              + "\\s*,\\s*\"sig\"\\s*:\\s*\"(?<sig>[0-9a-f]*)\"\\s*,\\s*\"result\"\\s*:\\s*\"(?<result>\\w+)\"");

  private static Path file(String name) {
    String named = System.getProperty("twinloop.vectors", "");
    Path here = Path.of("").toAbsolutePath();
    Path folder = Path.of(named.isEmpty() ? "../shared/vectors" : named);
    while (named.isEmpty() && here != null && !Files.isDirectory(folder)) {
      folder = here.resolveSibling("shared").resolve("vectors");
      here = here.getParent();
    }
    Path file = folder.resolve("wycheproof").resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "no vectors at " + file + "; set -Dtwinloop.vectors=DIR");
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "ecdsa_secp256k1_sha256_test.json, der, false",
    "ecdsa_secp256k1_sha256_bitcoin_test.json, der, true",
    "ecdsa_secp256k1_sha256_p1363_test.json, p1363, false"
  })
  void sameVerdicts(String name, String format, boolean lowS) throws IOException {
    String text = Files.readString(file(name));
    StringBuilder lines = new StringBuilder();
    List<String> expected = new ArrayList<>();
    Matcher pieces = PIECE.matcher(text);
    String key = "";
    while (pieces.find()) {
      if (pieces.group("key") != null) {
        key = pieces.group("key");
        continue;
      }
      lines.append(
          "{\"id\":%s,\"msg\":\"%s\",\"pub\":\"%s\",\"sig\":\"%s\",\"format\":\"%s\"}\n"
              .formatted(
                  pieces.group("id"), pieces.group("msg"), key, pieces.group("sig"), format));
      expected.add(
          "{\"id\":%s,\"valid\":%s"
              .formatted(pieces.group("id"), pieces.group("result").equals("valid")));
    }
    Matcher count = Pattern.compile("\"numberOfTests\"\\s*:\\s*(\\d+)").matcher(text);
    assertTrue(count.find());
    assertEquals(Integer.parseInt(count.group(1)), expected.size());
    List<String> args = new ArrayList<>(List.of("ecdsa", "verify", "--curve", "secp256k1", "-"));
    if (lowS) {
      args.add("--low-s");
    }
    Run run =
        Run.withInput(
            lines.toString().getBytes(StandardCharsets.US_ASCII), args.toArray(String[]::new));
    List<String> verdicts =
        run.out().lines().map(line -> line.replaceFirst("(,\"reason\".*)?}$", "")).toList();
    assertEquals(expected, verdicts);
    assertEquals(0, run.status());
  }
}
