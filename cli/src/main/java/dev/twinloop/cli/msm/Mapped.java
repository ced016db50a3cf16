package dev.twinloop.cli.msm;

import dev.twinloop.cli.Inputs;
import dev.twinloop.cli.Io;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Inputs that are mapped rather than read; standard input goes through a temporary file. */
final class Mapped implements AutoCloseable {
  private final Io io;
  private final Arena arena = Arena.ofShared();

  Mapped(Io io) {
    this.io = io;
  }

  /**
   * A file's bytes, {@code -} being standard input.
   *
   * @throws FileSystemException if it is not there, or is a directory
   */
  MemorySegment file(String name) throws IOException {
    if (!name.equals(Inputs.STANDARD_INPUT)) {
      if (Files.isDirectory(Path.of(name))) {
        throw new FileSystemException(name, null, "Is a directory");
      }
      return map(Path.of(name));
    }
    Path spool = Files.createTempFile("twinloop-msm", null);
    try {
      Files.copy(io.in(), spool, StandardCopyOption.REPLACE_EXISTING);
      return map(spool);
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  /** What messages call an input. */
  static String called(String name) {
    return name.equals(Inputs.STANDARD_INPUT) ? "standard input" : name;
  }

  private MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
