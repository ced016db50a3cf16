package dev.twinloop.cli.hash;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears whole or not at all: written under another name beside its place, and moved
 * there by {@link #commit()}. Closing without a commit leaves nothing behind.
 */
public final class AtomicOutput implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final OutputStream out;

  /** Opens the part beside {@code target}. */
  public AtomicOutput(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new java.nio.file.FileSystemException(target.toString(), null, "Is a directory");
    }
    this.target = target;
    // Not createTempFile: its mode 0600 would stay with the result.
    this.part =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    this.out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
  }

  /** Where to write. */
  public OutputStream stream() {
    return out;
  }

  /** Puts the file in its place. */
  public void commit() throws IOException {
    out.close();
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
