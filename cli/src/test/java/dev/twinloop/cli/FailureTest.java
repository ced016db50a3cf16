package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.io.LineReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users see when something goes wrong: one line, a remedy, a status; no stack trace. */
class FailureTest {
  private static String told(Throwable problem, boolean verbose) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    assertEquals(ExitCode.FAILED, new Failure(io, verbose).status(problem));
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void errorsAreOneLineWithARemedy() {
    String memory = told(new OutOfMemoryError("Java heap space"), false);
    assertTrue(memory.startsWith("twinloop: out of memory: Java heap space ("), memory);
    assertTrue(memory.contains("TWINLOOP_JAVA_OPTS=-Xmx"), memory);
    assertTrue(told(new StackOverflowError(), false).contains("TWINLOOP_JAVA_OPTS=-Xss"));
    assertTrue(
        told(new InternalError("a fault occurred in an unsafe memory access operation"), false)
            .contains("cut short while it was read"));
    for (Throwable problem :
        List.of(
            new OutOfMemoryError("x"),
            new StackOverflowError(),
            new AssertionError("x\33[31m"),
            new NullPointerException(),
            new IllegalStateException("x"))) {
      String told = told(problem, false);
      assertEquals(1, told.lines().count(), told);
      assertTrue(told.startsWith("twinloop: ") && told.indexOf('\33') < 0, told);
      assertTrue(told(problem, true).contains("\tat "), "--verbose shows where");
    }
  }

  @Test
  void anErrorInACommandIsNoStackTrace() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    Io io =
        new Io(
            new ByteArrayInputStream(new byte[0]),
            full,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    assertEquals(ExitCode.FAILED, Main.run(io, "hash"));
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "2147483648", "1e3", "", "0x10"})
  void aBatchThatCannotBeIsAUsageErrorWithTheOptionsName(String batch) {
    Run run = Run.of("hash", "--batch", batch);
    assertEquals(ExitCode.USAGE, run.status());
    assertTrue(run.err().contains("--batch"), run.err());
    assertTrue(run.err().contains("items=" + batch + ", accepted: 1 to 2147483647"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "101", "NaN", "0x1p3", "1e1", "2f", "%", "", "Infinity"})
  void aSampleRateThatCannotBeIsAUsageError(String rate) {
    Run run = Run.of("hash", "--sample-rate", rate);
    assertEquals(ExitCode.USAGE, run.status());
    assertTrue(run.err().contains("percent=" + rate + ", accepted: 0 to 100"), run.err());
  }

  @Test
  void whatATerminalWouldObeyIsSpeltOut() {
    for (String[] args :
        List.of(
            new String[] {"hash", "a\33[31m\nb"},
            new String[] {"hash", "--strategy", "\33[31m\n"},
            new String[] {"hash", "--\33[31m\n"},
            new String[] {"\33[31m\n"},
            new String[] {"merkle", "--leaves", "-", "--scheme", "\33\n\u0085"},
            new String[] {"merkle-verify", "--root", "\33", "--leaf", "", "--index", "0"},
            new String[] {"msm", "--curve", "bn254", "--points", "\33", "--scalars", "\n"},
            new String[] {"ntt", "--field", "bn254", "\33\7", "\r"},
            new String[] {"ecdsa", "verify", "--curve", "p256", "\33"},
            new String[] {"demo", "\33"},
            new String[] {"bench", "\33"},
            new String[] {"doctor", "--device", "\33\n"})) {
      Run run = Run.of(args);
      assertTrue(run.status() != 0, args[0]);
      assertTrue(run.err().startsWith("twinloop: "), run.err());
      assertFalse(run.err().chars().anyMatch(c -> c != '\n' && (c < ' ' || c == 127)), run.err());
      assertTrue(
          run.err()
              .lines()
              .allMatch(line -> line.startsWith("twinloop: ") || line.startsWith("Try")),
          run.err());
    }
  }

  /** 64 MiB of zeros. */
  private static InputStream zeros() {
    return new InputStream() {
      private long left = 64L << 20;

      @Override
      public int read() {
        return left-- > 0 ? '0' : -1;
      }

      @Override
      public int read(byte[] into, int at, int length) {
        int n = (int) Math.min(left, length);
        Arrays.fill(into, at, at + n, (byte) '0');
        left -= n;
        return n == 0 ? -1 : n;
      }
    };
  }

  @Test
  void aLineWithoutEndNeedsNoMemory() {
    for (String line :
        List.of(
            "merkle --lines --leaves - | line 1: longer than",
            "merkle-verify --root %1$s --leaf %1$s --index 0 --leaves 1 - | longer than"
                .formatted("00".repeat(32)),
            "hash -c - | no properly formatted",
            "ecdsa recover - | line 1: the line is longer than")) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Io io =
          new Io(
              zeros(),
              OutputStream.nullOutputStream(),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false);
      int status = Main.run(io, line.substring(0, line.indexOf(" |")).split(" "));
      assertTrue(status != 0, line);
      String told = err.toString(StandardCharsets.UTF_8);
      assertTrue(told.contains(line.substring(line.indexOf("| ") + 2)), told);
    }
  }

  @Test
  void aLineOfExactlyTheLongestLengthIsNotTooLong() throws IOException {
    int most = LineReader.MAX_BYTES;
    for (int length : new int[] {most - 1, most, most + 1}) {
      for (String end : new String[] {"", "\n", "\nnext"}) {
        byte[] text = ("x".repeat(length) + end).getBytes(StandardCharsets.US_ASCII);
        var lines = new LineReader(Channels.newChannel(new ByteArrayInputStream(text)));
        assertTrue(lines.next());
        assertEquals(length > most, lines.tooLong(), "length " + length);
        assertTrue(lines.tooLong() || lines.to() - lines.from() == length);
        assertEquals(end.length() > 1, lines.next());
      }
    }
  }

  /** Once it was told twice where more than a buffer was to be written. */
  @Test
  void aWriteErrorIsToldOnce() {
    for (String line : new String[] {"hash --records 1 -", "ecdsa recover -", "bench --help"}) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      OutputStream full =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("No space left on device");
            }
          };
      Io io =
          Io.of(new ByteArrayInputStream(new byte[4096]), full, err, false, Caller.THIS_PROCESS);
      assertEquals(ExitCode.FAILED, Main.run(io, line.split(" ")), line);
      String told = err.toString(StandardCharsets.UTF_8);
      assertEquals(1, told.lines().filter(l -> l.contains("No space left")).count(), told);
    }
  }
}
