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

  @Test
  void hexMayHave0xBeforeIt() {
    byte[] lines = "0x00ff\n0XAB\n\ncd\n".getBytes(StandardCharsets.US_ASCII);
    byte[] plain = "00ff\nab\n\ncd\n".getBytes(StandardCharsets.US_ASCII);
    String[] args = "merkle --lines --scheme rfc6962 --proof 1 --leaves -".split(" ");
    Run tree = Run.withInput(lines, args);
    assertEquals(Run.withInput(plain, args), tree);
    String[] text = tree.out().strip().split("\n");
    String path = String.join("\n0X", text);
    assertEquals(
        "OK\n", verify("0x" + path, "0X" + text[0], "0xab", 1, 4, "rfc6962").out(), tree.err());
  }

  private static Run verify(
      String proof, String root, String leaf, int index, int count, String scheme) {
    return verify(proof, root, leaf, index, "" + count, scheme);
  }

  private static Run verify(
      String proof, String root, String leaf, int index, String count, String scheme) {
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
        count,
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
    String length = ": bytes=64, accepted: leaves of 60 bytes each (--leaf-bytes)\n";
    assertEquals(
        new Run(1, "", "twinloop: " + file + length), // once the file had no name
        Run.of("merkle", "--leaves", file.toString(), "--leaf-bytes", "60"));
    assertEquals(1, Run.of("merkle", "--leaves", folder + "/none").status());
    Run noHex =
        Run.withInput(
            "xyz\n".getBytes(StandardCharsets.US_ASCII), "merkle", "--leaves", "-", "--lines");
    assertEquals(1, noHex.status());
    assertTrue(noHex.err().contains("line 1: not hex"), noHex.err());
  }

  private static Run verifyCut(String scheme, byte[] both, int cut, String... more) {
    List<String> args = new ArrayList<>(List.of("merkle-verify", "--scheme", scheme, "--root"));
    args.add(HEX.formatHex(scheme.equals("bitcoin") ? sha(sha(both)) : sha(both)));
    args.addAll(List.of("--leaf", HEX.formatHex(Arrays.copyOf(both, cut))));
    args.addAll(List.of("--index", "0", "--leaves", "2"));
    args.addAll(List.of(more));
    args.add("-");
    String rest = HEX.formatHex(Arrays.copyOfRange(both, cut, both.length)) + "\n";
    return Run.withInput(rest.getBytes(StandardCharsets.US_ASCII), args.toArray(String[]::new));
  }

  /** The 64 bytes below a root, cut anywhere, once proved a leaf of any length. */
  @ParameterizedTest
  @ValueSource(strings = {"sha256", "bitcoin"})
  void aLeafHasTheLengthOfTheTreesLeaves(String scheme) {
    byte[] both = joined(leaves(2, 32));
    for (int cut = 0; cut <= both.length; cut++) {
      Run run = verifyCut(scheme, both, cut);
      assertEquals(cut == 32 ? "OK\n" : "FAILED\n", run.out(), "cut " + cut);
      assertEquals(cut == 32 ? 0 : 1, run.status());
      String why = "leaf of " + cut + " bytes, accepted: 32, the length of the tree's leaves";
      assertTrue(cut == 32 || run.err().contains(why), run.err());
    }
    byte[] ten = joined(leaves(2, 5));
    for (int cut = 0; cut <= ten.length; cut++) {
      String expected = cut == 5 ? "OK\n" : "FAILED\n";
      assertEquals(expected, verifyCut(scheme, ten, cut, "--leaf-bytes", "5").out());
      assertEquals("FAILED\n", verifyCut(scheme, ten, cut).out());
    }
  }

  @Test
  void proofsOfLeavesOfOtherLengths() throws IOException {
    for (String scheme : List.of("sha256", "rfc6962", "bitcoin")) {
      for (int bytes : new int[] {5, 64}) {
        Path file = Files.write(folder.resolve("leaves"), joined(leaves(7, bytes)));
        for (int index = 0; index < 7; index += 3) {
          Path leaf = Files.write(folder.resolve("leaf"), leaves(7, bytes).get(index));
          String proof =
              Run.of(
                      ("merkle --scheme "
                              + scheme
                              + " --leaf-bytes "
                              + bytes
                              + " --leaves "
                              + file
                              + " --proof "
                              + index)
                          .split(" "))
                  .out();
          String root = proof.substring(0, 64);
          String line =
              "merkle-verify --scheme "
                  + scheme
                  + " --root "
                  + root
                  + " --index "
                  + index
                  + " --leaves 7 --leaf-file "
                  + leaf
                  + " --leaf-bytes ";
          byte[] input = (proof + "\r\n \n").getBytes(StandardCharsets.US_ASCII);
          assertEquals("OK\n", Run.withInput(input, (line + bytes + " -").split(" ")).out());
          assertEquals(
              "FAILED\n", Run.withInput(input, (line + (bytes + 1) + " -").split(" ")).out());
        }
      }
    }
  }

  @Test
  void saysWhatIsWrongWithAProof() {
    String leaf = "00".repeat(32);
    String root = HEX.formatHex(sha(new byte[64]));
    assertTrue(verify(leaf, root, leaf, 0, 2, "sha256").out().equals("OK\n"));
    assertProof("1 nodes, accepted for index 0 of 4 leaves: 2", 1, root, "4", leaf);
    assertProof("0 nodes, accepted for index 0 of 2 leaves: 1", 1, root, "2", "");
    assertProof("line 1: no pairs of hex digits", 1, leaf, "2", "xy");
    assertProof("line 2: empty", 1, leaf, "2", leaf + "\n\n" + leaf);
    assertProof("the path does not lead from this leaf", 1, root, "2", leaf + "00");
    assertProof("more than 64 nodes", 1, leaf, "2", (leaf + "\n").repeat(65));
    assertProof("longer than a proof of this tree", 1, root, "2", "0".repeat(5 << 20));
    assertProof("root of 31 bytes, accepted: 32", 2, leaf.substring(2), "2", leaf);
    assertProof("its root is not the one given", 1, root, "2", leaf + "\n" + leaf);
    assertProof("option '--leaves': leaves=0, accepted: 1 to", 2, root, "0", "");
    Run beyond = verify(leaf, root, leaf, 2, 2, "sha256");
    assertEquals(2, beyond.status());
    assertTrue(
        beyond.err().contains("--index: I=2, --leaves: N=2, accepted: 0 <= I < N"), beyond.err());
    assertProof(
        "63 nodes, accepted for index 0 of 2305843009213693952 leaves: 61",
        1,
        root,
        Long.toString(1L << 61),
        (leaf + "\n").repeat(63));
  }

  private static void assertProof(String why, int status, String root, String n, String proof) {
    Run run = verify(proof, root, "00".repeat(32), 0, n, "sha256");
    assertEquals(status, run.status(), run.err());
    assertTrue(run.err().contains(why), why + " <> " + run.err());
  }

  @Test
  void repeatedLastNodesAreWarnedOf() throws IOException {
    List<byte[]> three = leaves(3, 32);
    List<byte[]> four = new ArrayList<>(three);
    four.add(three.getLast());
    Path file = Files.write(folder.resolve("leaves"), joined(three));
    Run plain = Run.of("merkle", "--scheme", "bitcoin", "--leaves", file.toString());
    Path more = Files.write(folder.resolve("more"), joined(four));
    Run repeated = Run.of("merkle", "--scheme", "bitcoin", "--leaves", more.toString());
    assertEquals(plain.out(), repeated.out());
    assertEquals("", plain.err());
    assertEquals(0, repeated.status());
    assertTrue(
        repeated.err().contains("(CVE-2012-2459): the first 3 leaves alone have the same root"),
        repeated.err());
    assertEquals("", Run.of("merkle", "--leaves", more.toString()).err());
  }

  @Test
  void leavesOfDifferentLengthsHaveNoProof() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "00\n1122\n");
    Run root = Run.of("merkle", "--lines", "--leaves", file.toString());
    assertEquals(HEX.formatHex(sha(new byte[] {0, 0x11, 0x22})) + "\n", root.out());
    assertTrue(root.err().contains("warning: leaves differ in length"), root.err());
    Run proof = Run.of("merkle", "--lines", "--leaves", file.toString(), "--proof", "0");
    assertEquals(1, proof.status());
    assertEquals("", proof.out());
    assertTrue(proof.err().contains("accepted with --proof: one length, or rfc6962"), proof.err());
  }
}
