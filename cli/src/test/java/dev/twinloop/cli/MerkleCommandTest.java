package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.JdkSha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleCommandTest {
  private static final HexFormat HEX = HexFormat.of();

  @TempDir Path folder;

  /** Straight from the definitions, level by level. */
  private static byte[] root(String scheme, List<byte[]> leaves) {
    List<byte[]> level =
        leaves.stream().map(l -> scheme.equals("rfc6962") ? sha(new byte[] {0}, l) : l).toList();
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        byte[] left = level.get(i);
        boolean lonely = i + 1 == level.size();
        byte[] right = lonely ? left : level.get(i + 1);
        above.add(
            switch (scheme) {
              case "bitcoin" -> sha(sha(left, right));
              case "rfc6962" -> lonely ? left : sha(new byte[] {1}, left, right);
              default -> lonely ? left : sha(left, right);
            });
      }
      level = above;
    }
    return level.getFirst();
  }

  private static byte[] sha(byte[]... parts) {
    MessageDigest sha256 = JdkSha256.sha256();
    Arrays.stream(parts).forEach(sha256::update);
    return sha256.digest();
  }

  private static List<byte[]> leaves(int count, int bytes) {
    List<byte[]> leaves = new ArrayList<>();
    byte[] data = HashCommandTest.random(count * bytes);
    for (int i = 0; i < count; i++) {
      leaves.add(Arrays.copyOfRange(data, i * bytes, (i + 1) * bytes));
    }
    return leaves;
  }

  private static byte[] joined(List<byte[]> leaves) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    leaves.forEach(all::writeBytes);
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "rfc6962", "bitcoin"})
  void rootsAndProofsFollowTheDefinition(String scheme) throws IOException {
    for (int count : new int[] {1, 2, 3, 5, 8, 13, 100, 1025}) {
      List<byte[]> leaves = leaves(count, 32);
      Path file = Files.write(folder.resolve("leaves"), joined(leaves));
      String root = HEX.formatHex(root(scheme, leaves));
      Run run = Run.of("merkle", "--leaves", file.toString(), "--scheme", scheme);
      assertEquals(root + "\n", run.out(), scheme + " " + count + " " + run.err());
      for (int index : new int[] {0, count / 2, count - 1}) {
        String proof =
            Run.of("merkle", "--leaves", file.toString(), "--scheme", scheme, "--proof", "" + index)
                .out();
        assertTrue(proof.startsWith(root + "\n"), proof);
        String path = proof.substring(root.length() + 1);
        String leaf = HEX.formatHex(leaves.get(index));
        for (String text : List.of(proof, path)) {
          assertEquals("OK\n", verify(text, root, leaf, index, count, scheme).out());
        }
        String other = HEX.formatHex(sha(leaves.get(index)));
        Run wrong = verify(path, root, other, index, count, scheme);
        assertEquals("FAILED\n", wrong.out());
        assertEquals(1, wrong.status());
      }
    }
  }

  private static Run verify(
      String proof, String root, String leaf, int index, int count, String scheme) {
    return Run.withInput(
        proof.getBytes(StandardCharsets.US_ASCII),
        "merkle-verify",
        "--root",
        root,
        "--leaf",
        leaf,
        "--index",
        "" + index,
        "--leaves",
        "" + count,
        "--scheme",
        scheme,
        "-");
  }

  @Test
  void linesAreLeavesOfAnyLength() throws IOException {
    // The reference tree of RFC 6962 implementations.
    String lines =
        "\n00\n10\n2021\n3031\n40414243\n5051525354555657\n606162636465666768696a6b6c6d6e6f\n";
    String root = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328\n";
    Path file = Files.writeString(folder.resolve("lines"), lines);
    assertEquals(
        root,
        Run.of("merkle", "--leaves", file.toString(), "--lines", "--scheme", "rfc6962").out());
    assertEquals(
        root,
        Run.withInput(
                lines.getBytes(StandardCharsets.US_ASCII),
                "merkle",
                "--leaves",
                "-",
                "--lines",
                "--scheme",
                "rfc6962")
            .out());
  }

  @Test
  void readsLeavesOfOtherLengthsFromStandardInput() {
    List<byte[]> leaves = leaves(77, 50);
    for (String scheme : List.of("sha256", "rfc6962", "bitcoin")) {
      Run run =
          Run.withInput(
              joined(leaves), "merkle", "--leaves", "-", "--leaf-bytes", "50", "--scheme", scheme);
      assertEquals(HEX.formatHex(root(scheme, leaves)) + "\n", run.out(), run.err());
    }
  }

  @Test
  void anEmptyTreeHasARootInOneSchemeOnly() {
    assertEquals(
        HashCommandTest.hex(new byte[0]) + "\n",
        Run.of("merkle", "--leaves", "-", "--scheme", "rfc6962").out());
    assertEquals(1, Run.of("merkle", "--leaves", "-").status());
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path file = Files.write(folder.resolve("leaves"), new byte[64]);
    assertEquals(2, Run.of("merkle").status());
    assertEquals(2, Run.of("merkle", "--leaves", file.toString(), "--proof", "2").status());
    assertEquals(2, Run.of("merkle", "--leaves", file.toString(), "--leaf-bytes", "0").status());
    assertEquals(2, Run.of("merkle", "--leaves", file.toString(), "--scheme", "md5").status());
    assertEquals(1, Run.of("merkle", "--leaves", file.toString(), "--leaf-bytes", "60").status());
    assertEquals(1, Run.of("merkle", "--leaves", folder + "/none").status());
    Run noHex =
        Run.withInput(
            "xyz\n".getBytes(StandardCharsets.US_ASCII), "merkle", "--leaves", "-", "--lines");
    assertEquals(1, noHex.status());
    assertTrue(noHex.err().contains("line 1: not hex"), noHex.err());
  }
}
