package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.bouncycastle.jcajce.provider.digest.Keccak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashAlgorithmTest {
  private static final String[] KECCAK = {"hash", "--algorithm", "keccak-256"};
  private static final String NOTHING =
      "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";
  private static final String ABC =
      "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45";

  @TempDir Path folder;

  @Test
  void filesSmallAndLong() throws IOException {
    byte[] large = HashCommandTest.random(1 << 20);
    String expected = HexFormat.of().formatHex(new Keccak.Digest256().digest(large));
    Path small = Files.writeString(folder.resolve("abc"), "abc");
    Path stream = Files.write(folder.resolve("long"), large);
    assertEquals(
        ABC + "  " + small + "\n" + expected + "  " + stream + "\n",
        keccak(small.toString(), stream.toString()).out());
  }

  @Test
  void linesRecordsAndStandardInput() {
    byte[] text = "abc\n\nabc\n".getBytes(StandardCharsets.US_ASCII);
    assertEquals(ABC + "\n" + NOTHING + "\n" + ABC + "\n", input(text, "--lines").out());
    byte[] records = "abcabc".getBytes(StandardCharsets.US_ASCII);
    assertEquals(ABC + "\n" + ABC + "\n", input(records, "--records", "3").out());
    assertEquals(NOTHING + "  -\n", input(new byte[0]).out());
  }

  @Test
  void aLongLine() {
    byte[] line = new byte[3 << 20];
    String expected = HexFormat.of().formatHex(new Keccak.Digest256().digest(line));
    assertEquals(expected + "\n", input(line, "--lines").out());
  }

  @Test
  void listsAreCheckedWithTheSameAlgorithm() throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    String tagged = keccak("--tag", file.toString()).out();
    assertEquals("KECCAK-256 (" + file + ") = " + ABC + "\n", tagged);
    Path list = Files.writeString(folder.resolve("list"), tagged + ABC + "  " + file + "\n");
    assertEquals((file + ": OK\n").repeat(2), keccak("--check", list.toString()).out());
    Run sha256 = Run.of("hash", "--check", list.toString());
    assertEquals(1, sha256.status());
    assertEquals(file + ": FAILED\n", sha256.out());
  }

  @Test
  void anUnknownNameIsRefused() {
    Run run = Run.of("hash", "--algorithm", "sha3-256");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("algorithm=sha3-256, accepted: sha256, keccak-256"), run.err());
  }

  private static Run keccak(String... more) {
    return Run.of(with(more));
  }

  private static Run input(byte[] data, String... more) {
    return Run.withInput(data, with(more));
  }

  private static String[] with(String... more) {
    String[] all = java.util.Arrays.copyOf(KECCAK, KECCAK.length + more.length);
    System.arraycopy(more, 0, all, KECCAK.length, more.length);
    return all;
  }
}
