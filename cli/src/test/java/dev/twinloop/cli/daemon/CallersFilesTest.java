package dev.twinloop.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names as another process means them: here a shell in another folder, with files open. */
class CallersFilesTest {
  @TempDir Path folder;
  private Process shell;
  private CallersFiles files;

  @BeforeEach
  void startTheShell() throws IOException {
    Files.createDirectories(folder.resolve("in/deep"));
    Files.writeString(folder.resolve("in/open"), "open");
    Files.writeString(folder.resolve("in/plain"), "plain");
    Files.writeString(folder.resolve("beside"), "beside");
    Files.createSymbolicLink(folder.resolve("in/link"), Path.of("plain"));
    Files.createSymbolicLink(folder.resolve("in/up"), Path.of("deep/../../beside"));
    Files.createSymbolicLink(folder.resolve("in/input"), Path.of("/dev/stdin"));
    Files.createSymbolicLink(folder.resolve("in/folder"), Path.of("/dev/fd"));
    Files.createSymbolicLink(folder.resolve("in/loop"), Path.of("loop"));
    shell =
        new ProcessBuilder("/bin/sh", "-c", "exec 3<open; echo ready; exec cat >/dev/null")
            .directory(folder.resolve("in").toFile())
            .start();
    assertEquals("ready", shell.inputReader().readLine());
    files = CallersFiles.of(shell.pid());
  }

  @AfterEach
  void endTheShell() throws IOException, InterruptedException {
    shell.destroyForcibly().waitFor();
    for (String link : new String[] {"input", "folder"}) {
      Files.deleteIfExists(folder.resolve("in").resolve(link)); // they lead out of it
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(files.file(Path.of(name)));
  }

  @Test
  void relativeNamesStartAtItsFolder() throws IOException {
    assertEquals("plain", read("plain"));
    assertEquals("plain", read("./deep/../plain"));
    assertEquals("plain", read("link"));
    assertEquals("beside", read("../beside"));
    assertEquals("beside", read("up"));
    assertEquals("beside", read(folder.resolve("beside").toString()));
    assertEquals(
        folder.toRealPath().resolve("in/plain"), files.file(Path.of("plain")), "asked again");
  }

  @Test
  void openFilesAreItsOwn() throws IOException {
    assertEquals("open", read("/dev/fd/3"));
    assertEquals("open", read("/proc/self/fd/3"));
    assertEquals("open", read("/proc/thread-self/fd/3"));
    assertEquals("open", read("folder/3"));
    Path process = Path.of("/proc/" + shell.pid());
    assertEquals(process.resolve("fd/0"), files.file(Path.of("/dev/stdin")));
    assertEquals(process.resolve("fd/0"), files.file(Path.of("input")));
    assertEquals(process.resolve("cwd/plain"), files.file(Path.of("/proc/self/cwd/plain")));
  }

  @Test
  void whatIsNotThereIsLeftToWhoOpensIt() throws IOException {
    assertThrows(IOException.class, () -> read("nosuch"));
    assertThrows(IOException.class, () -> read("loop"));
    assertThrows(IOException.class, () -> read("plain/below"));
  }

  @Test
  void itsTerminalHasNoName() {
    FileSystemException refused =
        assertThrows(FileSystemException.class, () -> files.file(Path.of("/dev/tty")));
    assertEquals("No such device or address", refused.getReason());
  }

  @Test
  void aProcessThatIsGoneHasNoFiles() throws IOException, InterruptedException {
    long pid = shell.pid();
    endTheShell();
    assertThrows(IOException.class, () -> CallersFiles.of(pid));
  }
}
