package dev.twinloop.cli;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.cli.io.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are no plain files, and files that change while they are read. */
class StreamInputTest {
  private static final String G = "0".repeat(63) + "1" + "0".repeat(63) + "2";

  @TempDir Path folder;

  private Path fifo(String name) throws IOException, InterruptedException {
    Path fifo = folder.resolve(name);
    assumeTrue(
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "no mkfifo here");
    return fifo;
  }

  private static void feed(Path fifo, byte[] content) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                Files.write(fifo, content, StandardOpenOption.WRITE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Each command line with one input, named @. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "merkle --leaves @",
        "merkle --lines --leaves @",
        "merkle-verify --root 00 --leaf 00 --index 0 --leaves 1 @",
        "msm --curve bn254 --points @ --scalars scalars",
        "msm --curve bn254 --points points --scalars @",
        "msm --curve bn254 --eip @",
        "hash @",
        "hash --lines @",
        "hash --records 32 @",
        "ntt --field bn254 @ -"
      })
  void aFifoIsReadAsTheFileIs(String line) throws IOException, InterruptedException {
    byte[] hex = (G + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] raw = HexFormat.of().parseHex(G);
    boolean text = line.contains("--lines") || line.contains("--eip") || line.contains("verify");
    byte[] content = text ? hex : line.contains("--scalars @") ? Arrays.copyOf(raw, 32) : raw;
    Files.write(folder.resolve("points"), raw);
    Files.write(folder.resolve("scalars"), Arrays.copyOf(raw, 32));
    Path file = Files.write(folder.resolve("file"), content);
    Path fifo = fifo("fifo");
    feed(fifo, content);
    Run expected = Run.of(arguments(line, file));
    Run run = Run.of(arguments(line, fifo));
    assertEquals(expected.out().replace(file.toString(), fifo.toString()), run.out(), run.err());
    assertEquals(expected.status(), run.status());
    assertEquals(expected.err().replace(file.toString(), fifo.toString()), run.err());
    assertTrue(!run.out().isEmpty() || run.status() != 0);
  }

  private String[] arguments(String line, Path input) {
    List<String> arguments = new ArrayList<>();
    for (String word : line.split(" ")) {
      boolean ours = word.equals("points") || word.equals("scalars");
      arguments.add(
          word.equals("@") ? input.toString() : ours ? folder.resolve(word).toString() : word);
    }
    return arguments.toArray(String[]::new);
  }

  @Test
  void aFileThatSaysItIsEmptyIsReadToItsEnd() throws IOException {
    Path version = Path.of("/proc/version");
    assumeTrue(Files.isReadable(version) && Files.size(version) == 0, "no such file here");
    byte[] content = Files.readAllBytes(version);
    Path copy = Files.write(folder.resolve("copy"), content);
    for (String line : new String[] {"merkle --leaf-bytes 1 --leaves @", "hash --records 1 @"}) {
      Run run = Run.of(arguments(line, version));
      assertEquals(Run.of(arguments(line, copy)).out(), run.out(), run.err());
      assertEquals(0, run.status());
    }
  }

  @Test
  void standardInputIsAtItsEndTheSecondTime() throws IOException {
    byte[] leaf = new byte[32];
    assertEquals(
        Run.withInput(leaf, "hash").out() + Run.of("hash").out(),
        Run.withInput(leaf, "hash", "-", "-").out());
    assertEquals(
        Run.withInput(leaf, "hash", "--records", "8").out(),
        Run.withInput(leaf, "hash", "--records", "8", "-", "-").out());
  }

  @Test
  void aFileThatGrowsOrShrinksIsNoticed() throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[4096]);
    Io io =
        new Io(
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false);
    try (Arena arena = Arena.ofConfined();
        Input input = Input.open(io, file.toString());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      MemorySegment memory = input.memory(arena, 4096);
      assertArrayEquals(new byte[4096], memory.toArray(JAVA_BYTE));
      input.requireUnchanged();
      channel.truncate(100);
      var shrunk = assertThrows(FileSystemException.class, input::requireUnchanged);
      assertTrue(shrunk.toString().contains("changed from 4096 to 100 bytes"), shrunk.toString());
      Files.write(file, new byte[5000]);
      assertThrows(FileSystemException.class, input::requireUnchanged);
    }
  }

  @Test
  void foldersAreRefusedByEveryCommand() {
    String here = folder.toString();
    for (String line :
        new String[] {
          "merkle --leaves @",
          "merkle --lines --leaves @",
          "merkle-verify --root %s --leaf %s --index 0 --leaves 1 @"
              .formatted(G.substring(64), G.substring(64)),
          "msm --curve bn254 --points @ --scalars -",
          "msm --curve bn254 --input @",
          "msm --curve bn254 --eip @",
          "ecdsa verify --curve p256 @",
          "ecdsa recover @",
          "ed25519 verify --rule zip215 @",
          "hash @",
          "hash --lines @",
          "hash --records 32 @",
          "ntt --field bn254 @ -"
        }) {
      Run run = Run.of(arguments(line, folder));
      assertEquals(new Run(1, "", "twinloop: " + here + ": Is a directory\n"), run, line);
      Run none = Run.of(arguments(line, folder.resolve("a\nb")));
      assertEquals(
          new Run(1, "", "twinloop: '" + here + "/a'$'\\n''b': No such file or directory\n"),
          none,
          line);
    }
  }

  /** Once all of it went to disk before anybody asked how much is accepted. */
  @Test
  void aStreamWithoutEndDoesNotFillTheDisk() {
    long[] taken = {0};
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] target, int from, int length) {
            taken[0] += length;
            return taken[0] > 1L << 30 ? -1 : length;
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            zeros,
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    assertEquals(1, Main.run(io, "msm", "--curve", "bn254", "--eip", "-"));
    assertEquals(
        "twinloop: standard input: longer than 134217728 bytes, accepted: at most as many\n",
        err.toString(StandardCharsets.UTF_8));
    assertTrue(taken[0] < 1L << 28, "bytes=" + taken[0]);
  }
}
