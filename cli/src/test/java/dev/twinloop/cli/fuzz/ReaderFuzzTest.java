package dev.twinloop.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people send instead of JSON and proofs: each input gets an answer or a message of one line,
 * and nothing else happens. The default suite takes a few hundred inputs a reader, {@code slow}
 * five minutes of them; both print their seed when they fail.
 */
class ReaderFuzzTest {
  @TempDir Path folder;

  private static final long SEED = 20261129;
  private static final int FEW = 120;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final HexFormat HEX = HexFormat.of();

  static final String[] JSON_WORDS = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "\\",
    "\\u",
    "\\u0000",
    "\\ud800",
    "1",
    "-",
    "0",
    ".",
    "e",
    "1e999999999",
    "null",
    "true",
    "NaN",
    "Infinity",
    "0x",
    "//",
    "/*",
    "'",
    " ",
    "\t",
    "\n",
    "\r",
    "\u0000",
    "\u001b",
    "\u007f",
    "\u00ef\u00bb\u00bf",
    "\u00ff",
    "\u00ed\u00a0\u0080",
    "\"id\":",
    "\"points\":",
    "\"scalars\":",
    "\"v\":",
    "18446744073709551616",
    "{\"a\":",
    "[[",
    "0000000000000000000000000000000000000000000000000000000000000001"
  };

  private static final String HASH = "\"" + "5a".repeat(32) + "\"";

  private static final List<byte[]> OBJECTS =
      utf8(
          "{\"id\":1,\"hash\":"
              + HASH
              + ",\"pub\":\"02"
              + "11".repeat(32)
              + "\",\"sig\":\"3006020101020101\"}",
          "{\"id\":{\"a\":[1,2,{}]},\"msg\":\"\",\"pub\":\"04\",\"sig\":\"\",\"format\":\"p1363\",\"x\":null}",
          "{\"id\":\"\\u00e9 é漢😀\",\"hash\":" + HASH + ",\"r\":\"0x1\",\"s\":\"02\",\"v\":27}",
          "{\"id\":-0.5e+7,\"hash\":" + HASH + ",\"sig\":\"" + "01".repeat(65) + "\"}");

  private static final List<byte[]> SUMS =
      utf8(
          "{\"points\":[[1,2],[\"0x1\",\"2\"],[0,0]],\"scalars\":[1,\"0xff\",\"77\"]}",
          "{\"note\":{\"points\":[]},\"scalars\":[\"" + "ab".repeat(32) + "\"],\"points\":[[1,2]]}",
          "\uFEFF{\"points\" : [ [ 1 , 2 ] ] , \"scalars\" : [ 3 ] }\n");

  private static final List<byte[]> PROOFS =
      utf8(
          "00".repeat(32) + "\n" + "11".repeat(32) + "\n",
          "00".repeat(32) + "\r\n\r\n",
          ("ab".repeat(32) + "\n").repeat(64),
          "");

  /** A control character other than the ends of lines. */
  static final Pattern RAW = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

  private static List<byte[]> utf8(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static void few(Mutations inputs, Consumer<byte[]> reader) {
    few(inputs, FEW, reader);
  }

  static void few(Mutations inputs, int count, Consumer<byte[]> reader) {
    for (int i = 0; i < count; i++) {
      read(inputs.next(), i, reader);
    }
  }

  static void fiveMinutes(Mutations inputs, Consumer<byte[]> reader) {
    forSoLong(LONG, inputs, reader);
  }

  static void forSoLong(Duration time, Mutations inputs, Consumer<byte[]> reader) {
    long end = System.nanoTime() + time.toNanos();
    int count = 0;
    while (System.nanoTime() < end) {
      read(inputs.next(), count++, reader);
    }
    System.out.println("inputs=" + count + ", peak of the heap=" + peakMiB() + " MiB");
  }

  /** What the heap held at most, garbage included. */
  private static long peakMiB() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }

  private static void read(byte[] input, int number, Consumer<byte[]> reader) {
    try {
      reader.accept(input);
    } catch (RuntimeException | Error e) {
      String what =
          "seed %d (slow: %d), input %d: %s"
              .formatted(SEED, SEED + 1, number, HEX.formatHex(input));
      throw new AssertionError(what, e);
    }
  }

  // ---- one object

  private static void object(byte[] input) {
    try {
      JsonObject object = JsonObject.parse(input, 0, input.length);
      byte[] id = object.verbatim("id").orElse(new byte[0]);
      if (id.length > 0) {
        byte[] again = ("{\"id\":" + new String(id, UTF_8) + "}").getBytes(UTF_8);
        assertEquals(
            new String(id, UTF_8),
            new String(
                JsonObject.parse(again, 0, again.length).verbatim("id").orElseThrow(), UTF_8));
      }
    } catch (JsonException e) {
      assertTrue(e.getMessage().length() < 600, e.getMessage());
      assertTrue(!RAW.matcher(e.getMessage()).find(), e.getMessage());
    }
  }

  @Test
  void objects() {
    Mutations inputs = new Mutations(SEED, OBJECTS, JSON_WORDS);
    for (int i = 0; i < 80; i++) {
      few(inputs, ReaderFuzzTest::object);
    }
  }

  @Tag("slow")
  @Test
  void objectsForFiveMinutes() {
    fiveMinutes(new Mutations(SEED + 1, OBJECTS, JSON_WORDS), ReaderFuzzTest::object);
  }

  // ---- lines

  /** Lines that are no items, so that nothing is computed: what is tried is how they are read. */
  private static void lines(byte[] input) {
    Run run = Run.withInput(input, "ecdsa", "recover", "-");
    expectClear(run);
    assertTrue(run.out().isEmpty() || run.out().endsWith("}\n"), run.out());
    // An id may hold carriage returns: it comes back as it was written.
    Stream.of(run.out().split("\n"))
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> {
              assertTrue(line.startsWith("{\"id\":"), line);
              byte[] answer = line.getBytes(UTF_8);
              try {
                JsonObject unused = JsonObject.parse(answer, 0, answer.length);
              } catch (JsonException e) {
                throw new AssertionError(line, e);
              }
            });
  }

  static void expectClear(Run run) {
    assertTrue(run.status() >= 0 && run.status() <= 2, run.toString());
    assertEquals(run.status() == 0, run.err().isEmpty(), run.toString());
    run.err()
        .lines()
        .forEach(
            line -> {
              assertTrue(line.length() < 1000, line);
              assertTrue(line.startsWith("twinloop: ") || line.startsWith("Try '"), line);
              assertTrue(!RAW.matcher(line).find(), line);
              assertTrue(!line.contains("Exception") && !line.contains("Error"), line);
            });
  }

  private static List<byte[]> unsigned() {
    return utf8(
        "{\"id\":1,\"hash\":" + HASH + ",\"r\":\"0x1\",\"s\":\"02\",\"v\":256}\n{\"id\":2}\n",
        "\uFEFF{\"id\":[1,{\"b\":null}],\"hash\":\"00\",\"sig\":\"zz\"}\r\n\r\n{\"id\":\"é\"}",
        "{\"id\":3,\"hash\":" + HASH + ",\"r\":\"xx\",\"s\":\"02\",\"v\":18446744073709551616}\n");
  }

  @Test
  void jsonLines() {
    few(new Mutations(SEED, unsigned(), JSON_WORDS), ReaderFuzzTest::lines);
  }

  @Tag("slow")
  @Test
  void jsonLinesForTenMinutes() {
    forSoLong(
        LONG.multipliedBy(2),
        new Mutations(SEED + 1, unsigned(), JSON_WORDS),
        ReaderFuzzTest::lines);
  }

  // ---- sums

  private static void sum(byte[] input) {
    Run run = Run.withInput(input, "msm", "--curve", "bn254", "--input", "-");
    expectClear(run);
    assertEquals(run.status() == 0, run.out().matches("[0-9a-f]{64} [0-9a-f]{64}\n"), run.out());
  }

  @Test
  void sumsInJson() {
    few(new Mutations(SEED, SUMS, JSON_WORDS), ReaderFuzzTest::sum);
  }

  @Tag("slow")
  @Test
  void sumsInJsonForFiveMinutes() {
    fiveMinutes(new Mutations(SEED + 1, SUMS, JSON_WORDS), ReaderFuzzTest::sum);
  }

  // ---- reports

  private static List<byte[]> reports() {
    try {
      String report = Files.readString(Path.of("src/test/resources/report.json"));
      return utf8(report, report.replace("\n", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(byte[] input) {
    Run text = Run.withInput(input, "bench", "report", "-");
    expectClear(text);
    assertTrue(!RAW.matcher(text.out()).find(), text.out());
    expectClear(Run.withInput(input, "bench", "report", "-o", "html", "-"));
  }

  @Test
  void reportsOfBench() {
    few(new Mutations(SEED, reports(), JSON_WORDS), 15, ReaderFuzzTest::report);
  }

  @Tag("slow")
  @Test
  void reportsOfBenchForFiveMinutes() {
    fiveMinutes(new Mutations(SEED + 1, reports(), JSON_WORDS), ReaderFuzzTest::report);
  }

  // ---- class files

  private static List<byte[]> kernels() {
    String name = "/dev/twinloop/kernel/sha256/Sha256Kernels.class";
    try (InputStream in = ReaderFuzzTest.class.getResourceAsStream(name)) {
      return List.of(Objects.requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kernel(byte[] input) {
    try {
      Files.write(folder.resolve("K.class"), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Run run = Run.of("check-kernel", folder.toString());
    assertTrue(run.status() == 0 || run.status() == 1, run.toString());
    assertTrue(!RAW.matcher(run.out()).find(), run.out());
    if (!run.err().isEmpty()) {
      expectClear(run);
    }
  }

  @Test
  void classFiles() {
    few(new Mutations(SEED, kernels(), "\u0000", "\u00ff", "\u0001\u0000"), 60, this::kernel);
  }

  @Tag("slow")
  @Test
  void classFilesForFiveMinutes() {
    fiveMinutes(new Mutations(SEED + 1, kernels(), "\u0000", "\u00ff", "\u0001"), this::kernel);
  }

  // ---- proofs

  private static void proof(byte[] input) {
    for (String scheme : new String[] {"sha256", "rfc6962", "bitcoin"}) {
      Run run =
          Run.withInput(
              input,
              ("merkle-verify --leaf 00 --index 1 --leaves 3 --scheme "
                      + scheme
                      + " --root "
                      + "00".repeat(32)
                      + " -")
                  .split(" "));
      expectClear(run);
      assertEquals(1, run.status());
      assertTrue(run.out().isEmpty() || run.out().equals("FAILED\n"), run.out());
    }
  }

  @Test
  void proofs() {
    few(proofInputs(SEED), ReaderFuzzTest::proof);
  }

  @Tag("slow")
  @Test
  void proofsForFiveMinutes() {
    fiveMinutes(proofInputs(SEED + 1), ReaderFuzzTest::proof);
  }

  private static Mutations proofInputs(long seed) {
    return new Mutations(
        seed, PROOFS, "\n", "\r", " ", "0", "00", "x", "0x", "\u0000", "\u00ff", "ab\n", "\u001b");
  }
}
