package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
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
  void sha512OfFilesLinesRecordsAndLists() throws Exception {
    byte[] large = HashCommandTest.random(1 << 20);
    String abc = sha512("abc".getBytes(StandardCharsets.US_ASCII));
    Path small = Files.writeString(folder.resolve("abc"), "abc");
    Path stream = Files.write(folder.resolve("long"), large);
    for (String name : new String[] {"sha-512", "sha512"}) {
      Run run = Run.of("hash", "-a", name, small.toString(), stream.toString());
      assertEquals(
          abc + "  " + small + "\n" + sha512(large) + "  " + stream + "\n", run.out(), run.err());
    }
    byte[] lines = "abc\n\nabc\n".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        abc + "\n" + sha512(new byte[0]) + "\n" + abc + "\n",
        Run.withInput(lines, "hash", "-a", "sha-512", "--lines").out());
    byte[] records = "abcabc".getBytes(StandardCharsets.US_ASCII);
    Path raw = folder.resolve("raw");
    Run.withInput(records, "hash", "-a", "sha-512", "--records", "3", "--raw", raw.toString());
    assertEquals(abc + abc, HexFormat.of().formatHex(Files.readAllBytes(raw)));
    String tagged = Run.of("hash", "-a", "sha-512", "--tag", small.toString()).out();
    assertEquals("SHA512 (" + small + ") = " + abc + "\n", tagged);
    Path list =
        Files.writeString(
            folder.resolve("list"), tagged + abc.toUpperCase(Locale.ROOT) + " *" + small + "\n");
    assertEquals(
        (small + ": OK\n").repeat(2), Run.of("hash", "-a", "sha-512", "-c", list.toString()).out());
  }

  private static String sha512(byte[] message) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(message));
  }

  @Test
  void anUnknownNameIsRefused() {
    Run run = Run.of("hash", "--algorithm", "sha3-256");
    assertEquals(2, run.status());
    assertTrue(
        run.err().contains("algorithm=sha3-256, accepted: sha256, sha-512, keccak-256"), run.err());
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
