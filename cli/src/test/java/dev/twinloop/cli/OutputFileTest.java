package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code hash --raw} and {@code ntt} write. */
class OutputFileTest {
  private static final byte[] INPUT = new byte[64];
  private static final byte[] DIGESTS =
      HexFormat.of().parseHex(HashCommandTest.hex(INPUT)); // one record of 64 bytes

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    in = Files.write(folder.resolve("in"), INPUT);
    out = folder.resolve("out");
  }

  private Run hash(Object to) {
    return Run.of("hash", "--records", "64", "--raw", to.toString(), in.toString());
  }

  private Run ntt(Object to) {
    return Run.of("ntt", "--field", "bn254", "--no-progress", in.toString(), to.toString());
  }

  private void assertWritten(Path file, Object name) throws IOException {
    assertEquals(new Run(0, "", ""), hash(name));
    assertArrayEquals(DIGESTS, Files.readAllBytes(file));
    assertEquals(new Run(0, "", ""), ntt(name));
    assertArrayEquals(INPUT, Files.readAllBytes(file));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void symbolicLinksAreFollowed() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other/link2"));
    Files.createSymbolicLink(other.resolve("link2"), Path.of("../out"));
    assertWritten(out, link); // it is not there yet
    Files.writeString(out, "old");
    assertWritten(out, link);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of("in", "link", "other", "out"), left());
    Files.createSymbolicLink(folder.resolve("round"), Path.of("round"));
    String name = folder.resolve("round").toString();
    String loop = "twinloop: " + name + ": Too many levels of symbolic links\n";
    assertEquals(new Run(1, "", loop), hash(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "r-xr-x---", "rwxr-xr-x"})
  void theModeStays(String mode) throws IOException {
    Files.writeString(out, "old");
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString(mode));
    assumeTrue(Files.isWritable(out), "only root may write it");
    assertWritten(out, out);
    assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  @Test
  void aNewFileIsWhatTheUmaskLeaves() throws IOException {
    assertWritten(out, out);
    assertEquals(Files.getPosixFilePermissions(in), Files.getPosixFilePermissions(out));
  }

  @Test
  void longNamesAndOddOnes() throws IOException {
    // In a C locale the JVM of this test cannot name such a file; the launcher sets one that can.
    boolean utf8 = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    String accents = utf8 ? "\u00e9".repeat(127) : "e".repeat(254);
    for (String name : List.of("x".repeat(250), accents, "a\nb", "-", "@x")) {
      Path file = folder.resolve(name);
      assertWritten(file, file);
    }
  }

  @Test
  void aPlantedLinkIsNotFollowed() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "whole");
    String planted = ".out." + ProcessHandle.current().pid() + ".part";
    Files.createSymbolicLink(folder.resolve(planted), victim);
    assertWritten(out, out);
    assertEquals("whole", Files.readString(victim));
  }

  @Test
  void aFifoIsWrittenDirectly() throws Exception {
    Path fifo = folder.resolve("fifo");
    assumeTrue(
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "no mkfifo here");
    Path link = Files.createSymbolicLink(folder.resolve("link"), fifo);
    for (Path name : List.of(fifo, link)) {
      var read = CompletableFuture.supplyAsync(() -> readAll(fifo));
      assertEquals(new Run(0, "", ""), hash(name));
      assertArrayEquals(DIGESTS, read.get());
    }
    assertFalse(Files.isRegularFile(fifo, LinkOption.NOFOLLOW_LINKS));
    assertEquals(List.of("fifo", "in", "link"), left());
  }

  private static byte[] readAll(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void devicesStayDevices() throws IOException {
    assertEquals(new Run(0, "", ""), hash("/dev/null"));
    assertEquals(new Run(0, "", ""), ntt("/dev/null"));
    Object mode = Files.getAttribute(Path.of("/dev/null"), "unix:mode");
    assertEquals(0020000, (int) mode & 0170000, "a character device");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/full"));
    assertEquals(new Run(1, "", "twinloop: " + link + ": No space left on device\n"), hash(link));
  }

  @Test
  void messagesNameWhatTheUserNamed() throws IOException {
    Path none = folder.resolve("none/out\t");
    assertEquals(
        new Run(1, "", "twinloop: '" + folder + "/none/out'$'\\t': No such file or directory\n"),
        hash(none));
    assertEquals(new Run(1, "", "twinloop: " + folder + ": Is a directory\n"), ntt(folder));
    assertEquals(new Run(1, "", "twinloop: " + in + "/: Not a directory\n"), hash(in + "/"));
    assertEquals(new Run(1, "", "twinloop: '': No such file or directory\n"), hash(""));
    String tooLong = folder + "/" + "x".repeat(256);
    assertEquals(1, hash(tooLong).status());
    assertEquals(List.of("in"), left());
  }

  @Test
  void whatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Files.writeString(out, "old");
    Run run = Run.of("hash", "--records", "63", "--raw", out.toString(), in.toString());
    assertEquals(1, run.status());
    assertEquals("old", Files.readString(out));
    assertEquals(List.of("in", "out"), left());
  }
}
