package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.io.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Garbage for every reader of bytes: a run ends with a status of its own, and with a message of one
 * line each that blames the input, never the program.
 */
class BytesFuzzTest {
  private static final String HASH = HashCommandTest.hex(new byte[0]);
  private static final String G = "0".repeat(63) + "1" + "0".repeat(63) + "2";
  private static final byte[] SALT = Names.bytes("\n\r\0 \t0xX()=*\\-#\udcff\u00e9/abf9\33");

  @TempDir Path folder;

  /** A command, and well-formed input to start from. */
  enum Reader {
    LIST("hash -c -w -", HASH + "  empty\n" + HASH + " *empty\nSHA256 (empty) = " + HASH + "\n"),
    LINES("hash --lines -", "one\ntwo\n\nfour"),
    RECORDS("hash --records 3 -", "abcdef"),
    LEAVES("merkle --leaf-bytes 2 --leaves -", "abcdef"),
    LEAF_LINES("merkle --lines --scheme rfc6962 --leaves -", "00\n\n1122\n33\n"),
    PROOF(
        "merkle-verify --root %1$s --leaf %1$s --index 1 --leaves 4 -".formatted(HASH),
        HASH + "\n" + HASH + "\n" + HASH + "\n"),
    ADD("msm --curve bn254 --eip -", "0x" + G + G),
    ANY_ADD("msm --curve bn254 --eip-op add --eip -", G + "\n" + G),
    MSM("msm --curve bls12-381 --eip -", "0".repeat(320)),
    POINTS("msm --curve bn254 --scalars scalars --points -", G),
    NTT("ntt --field bn254 - -", "\0".repeat(64));

    private final String line;
    private final String seed;

    Reader(String line, String seed) {
      this.line = line;
      this.seed = seed;
    }

    byte[] seed() {
      return this == POINTS
          ? HexFormat.of().parseHex(seed)
          : seed.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void garbageIsBlamedOnTheInput(Reader reader) throws IOException {
    int[] runs = {30};
    fuzz(reader, 14, () -> runs[0]-- > 0);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void garbageForFiveMinutesIsBlamedOnTheInput(Reader reader) throws IOException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    fuzz(reader, 15, () -> System.nanoTime() < end);
  }

  private void fuzz(Reader reader, long seed, BooleanSupplier more) throws IOException {
    System.out.println(reader + " seed=" + seed);
    Path empty = Files.createFile(folder.resolve("empty"));
    Path scalars = Files.write(folder.resolve("scalars"), new byte[32]);
    String[] args = reader.line.split(" ");
    Arrays.setAll(args, i -> args[i].equals("scalars") ? scalars.toString() : args[i]);
    String list = Names.text(reader.seed()).replace("empty", empty.toString());
    byte[] start = reader == Reader.LIST ? Names.bytes(list) : reader.seed();
    Random random = new Random(seed);
    int good = 0;
    int bad = 0;
    while (more.getAsBoolean()) {
      byte[] input = mutated(start, random);
      Run run = Run.withInput(input, args);
      String what = HexFormat.of().formatHex(input) + "\n" + run.err();
      assertTrue(run.status() == 0 || run.status() == 1, what);
      assertFalse(run.err().contains("internal error") || run.err().contains("memory"), what);
      for (String line : run.err().split("\n", -1)) {
        assertTrue(line.isEmpty() || line.startsWith("twinloop: "), what);
        assertTrue(line.chars().noneMatch(c -> c < ' ' || c == 127), what);
      }
      boolean told = !run.err().isEmpty() || run.out().contains("FAILED");
      assertTrue(run.status() == 0 || told, what);
      good += run.status() == 0 ? 1 : 0;
      bad += run.status();
    }
    assertEquals(0, Run.withInput(start, args).status() & (reader == Reader.PROOF ? 0 : 1));
    System.out.println("inputs=" + (good + bad));
    assertTrue(good + bad > 10, reader + ": " + good + " and " + bad + " runs");
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int change = random.nextInt(5); change > 0; change--) {
      int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      byte[] other =
          switch (random.nextInt(4)) {
            case 0 -> new byte[] {SALT[random.nextInt(SALT.length)]};
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> new byte[0];
            default -> Arrays.copyOfRange(seed, random.nextInt(seed.length), seed.length);
          };
      int cut = random.nextInt(4) == 0 ? bytes.length - at : random.nextInt(2);
      cut = Math.min(cut, bytes.length - at);
      byte[] next = new byte[bytes.length + other.length - cut];
      System.arraycopy(bytes, 0, next, 0, at);
      System.arraycopy(other, 0, next, at, other.length);
      System.arraycopy(bytes, at + cut, next, at + other.length, bytes.length - at - cut);
      bytes = next;
    }
    return bytes;
  }
}
