package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.JdkSha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashCommandTest {
  private static final int[] SIZES = {
    0, 1, 55, 56, 63, 64, 65, 1000, 1 << 16, (1 << 16) + 1, 1 << 20, (1 << 20) + 1
  };

  @TempDir Path folder;

  static byte[] random(int size) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    return data;
  }

  static String hex(byte[] data) {
    return HexFormat.of().formatHex(JdkSha256.sha256().digest(data));
  }

  private Path file(String name, byte[] data) throws IOException {
    return Files.write(folder.resolve(name), data);
  }

  @Test
  void printsFilesInTheirOrderAsSha256sumDoes() throws IOException {
    List<String> args = new ArrayList<>(List.of("hash"));
    StringBuilder expected = new StringBuilder();
    for (int size : SIZES) {
      Path file = file("f" + size, random(size));
      args.add(file.toString());
      expected.append(hex(random(size))).append("  ").append(file).append('\n');
    }
    Run run = Run.of(args.toArray(String[]::new));
    assertEquals(expected.toString(), run.out());
    assertEquals("", run.err());
    assertEquals(0, run.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu-only", "auto", "load-balance"})
  void everyStrategyGivesTheSameAnswer(String strategy) throws IOException {
    Path file = file("f", random(777));
    Run run = Run.of("hash", "--strategy", strategy, "--batch", "64", file.toString());
    assertEquals(hex(random(777)) + "  " + file + "\n", run.out());
  }

  @Test
  void readsStandardInputWhereADashStandsOrNothing() {
    byte[] data = random(3_000_000);
    assertEquals(hex(data) + "  -\n", Run.withInput(data, "hash").out());
    assertEquals(
        hex(data) + "  -\n" + hex(new byte[0]) + "  -\n",
        Run.withInput(data, "hash", "-", "-").out());
  }

  @Test
  void goesOnAfterAMissingFileAndADirectory() throws IOException {
    Path file = file("there", random(9));
    Run run = Run.of("hash", folder + "/none", folder.toString(), file.toString());
    assertEquals(1, run.status());
    assertEquals(hex(random(9)) + "  " + file + "\n", run.out());
    assertEquals(
        "twinloop: "
            + folder
            + "/none: No such file or directory\n"
            + "twinloop: "
            + folder
            + ": Is a directory\n",
        run.err());
  }

  @Test
  void hashesMoreFilesThanOneBatchHolds() throws IOException {
    List<String> args = new ArrayList<>(List.of("hash", "--verbose", "--strategy", "cpu-only"));
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      byte[] data = random(60_000 + i);
      Path file = file("g" + i, data);
      args.add(file.toString());
      expected.append(hex(data)).append("  ").append(file).append('\n');
    }
    Run run = Run.of(args.toArray(String[]::new));
    assertEquals(expected.toString(), run.out());
    assertTrue(run.err().contains("cpu computed 600 of 600"), run.err());
  }

  @Test
  void saysThatAStreamHasNoParallelism() {
    Run run = Run.withInput(random(5), "hash", "--verbose");
    assertTrue(run.err().contains("the JDK hashed 1 long streams (5 bytes)"), run.err());
  }

  @Test
  void hashesLinesWithoutTheirLineFeeds() {
    byte[] text = "one\n\ntwo\r\nlast".getBytes(StandardCharsets.US_ASCII);
    String expected =
        hex("one".getBytes(StandardCharsets.US_ASCII))
            + "\n"
            + hex(new byte[0])
            + "\n"
            + hex("two\r".getBytes(StandardCharsets.US_ASCII))
            + "\n"
            + hex("last".getBytes(StandardCharsets.US_ASCII))
            + "\n";
    assertEquals(expected, Run.withInput(text, "hash", "--lines").out());
    assertEquals("", Run.withInput(new byte[0], "hash", "--lines").out());
    assertEquals(
        hex(new byte[0]) + "\n", Run.withInput(new byte[] {'\n'}, "hash", "--lines").out());
  }

  @Test
  void hashesLinesAcrossChunksAndLinesLongerThanAChunk() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    StringBuilder expected = new StringBuilder();
    int[] lengths = {5, 2 << 20, 0, 40 << 20, 17, 33 << 20, (32 << 20) - 1, 3, (1 << 20) + 1, 64};
    for (int length : lengths) {
      byte[] line = new byte[length];
      Arrays.fill(line, (byte) ('a' + length % 26));
      text.write(line);
      text.write('\n');
      expected.append(hex(line)).append('\n');
    }
    assertEquals(expected.toString(), Run.withInput(text.toByteArray(), "hash", "--lines").out());
    Path file = file("lines", text.toByteArray());
    assertEquals(expected.toString(), Run.of("hash", "--lines", file.toString()).out());
  }

  @Test
  void hashesMoreLinesThanOneBatchHolds() {
    int count = (1 << 20) + 17;
    byte[] feeds = new byte[count];
    Arrays.fill(feeds, (byte) '\n');
    String out = Run.withInput(feeds, "hash", "--lines").out();
    assertEquals((hex(new byte[0]) + "\n").repeat(count), out);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 63, 64, 65, 1000, 1 << 20})
  void hashesRecords(int length) throws IOException {
    int count = Math.max(3, 5000 / length);
    byte[] data = random(count * length);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < count; i++) {
      expected.append(hex(Arrays.copyOfRange(data, i * length, (i + 1) * length))).append('\n');
    }
    Path file = file("r", data);
    String n = Integer.toString(length);
    assertEquals(expected.toString(), Run.of("hash", "--records", n, file.toString()).out());
    Path raw = folder.resolve("raw");
    Run run = Run.of("hash", "--records", n, "--raw", raw.toString(), file.toString());
    assertEquals(0, run.status(), run.err());
    String flat = expected.toString().replace("\n", "");
    assertArrayEquals(HexFormat.of().parseHex(flat), Files.readAllBytes(raw));
  }

  @Test
  void leavesNoHalfWrittenFileBehind() throws IOException {
    Path file = file("r", random(100));
    Path raw = folder.resolve("raw");
    Run run = Run.of("hash", "--records", "64", "--raw", raw.toString(), file.toString());
    assertEquals(1, run.status());
    assertTrue(run.err().contains("bytes=100, accepted: a multiple of the record length 64"));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    for (String[] args :
        List.of(
            new String[] {"hash", "--lines", "--records", "4"},
            new String[] {"hash", "--records", "0"},
            new String[] {"hash", "--records", "1048577"},
            new String[] {"hash", "--raw", "x"},
            new String[] {"hash", "--lines", "--tag"}, // these were accepted and did nothing
            new String[] {"hash", "--lines", "--zero"},
            new String[] {"hash", "--records", "4", "--binary"},
            new String[] {"hash", "--records", "4", "--text"},
            new String[] {"hash", "--quiet"},
            new String[] {"hash", "--check", "--lines"},
            new String[] {"hash", "--strategy", "fastest"},
            new String[] {"hash", "--sample-rate", "101"},
            new String[] {"hash", "--nonsense"})) {
      Run run = Run.of(args);
      assertEquals(2, run.status(), String.join(" ", args));
      assertEquals("", run.out());
      assertFalse(run.err().isBlank());
    }
  }
}
