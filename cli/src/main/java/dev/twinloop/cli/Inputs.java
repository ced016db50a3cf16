package dev.twinloop.cli;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what the command line names. */
public final class Inputs {
  /** The name of standard input. */
  public static final String STANDARD_INPUT = "-";

  private Inputs() {}

  /**
   * Opens an input, {@code -} being standard input.
   *
   * @throws FileSystemException if it is not there, or is a directory
   */
  public static ReadableByteChannel open(Io io, String name) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return Channels.newChannel(io.in());
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "Is a directory");
    }
    return FileChannel.open(path);
  }
}
