package dev.twinloop.cli.hash;

import dev.twinloop.cli.Inputs;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.hash.HashedFile.Hashed;
import dev.twinloop.cli.hash.HashedFile.Outcome;
import dev.twinloop.cli.hash.HashedFile.Unreadable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads inputs: small regular files into a batch, everything else as a stream. Thread-safe. */
final class FileReader {
  /**
   * The largest file that goes into a batch. A batch of larger ones has too few messages to keep a
   * GPU busy (each is one thread's work), and on a CPU the JDK is faster.
   */
  static final int BATCHABLE_BYTES = 64 << 10;

  /** The name of standard input. */
  static final String STANDARD_INPUT = Inputs.STANDARD_INPUT;

  private final Session session;

  FileReader(Session session) {
    this.session = session;
  }

  /**
   * The size of a regular file that may go into a batch; empty if the input must be streamed (or
   * cannot be read at all, which streaming finds out).
   */
  static OptionalInt batchable(String name) {
    if (name.equals(STANDARD_INPUT)) {
      return OptionalInt.empty();
    }
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(Path.of(name), BasicFileAttributes.class);
      return attributes.isRegularFile() && attributes.size() <= BATCHABLE_BYTES
          ? OptionalInt.of((int) attributes.size())
          : OptionalInt.empty();
    } catch (IOException | InvalidPathException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * Reads a small file to its place in a batch.
   *
   * @return empty if it is there; otherwise (it changed its size, it is gone, it is one of those
   *     files that say 0 and hold more) what a stream makes of it
   */
  Optional<Outcome> readInto(String name, MemorySegment place) {
    try (FileChannel channel = FileChannel.open(Path.of(name))) {
      ByteBuffer target = place.asByteBuffer();
      while (target.hasRemaining() && channel.read(target) >= 0) {}
      if (!target.hasRemaining() && channel.read(ByteBuffer.allocate(1)) < 0) {
        return Optional.empty();
      }
    } catch (IOException | InvalidPathException e) {
      return Optional.of(unreadable(e));
    }
    return Optional.of(stream(name));
  }

  /** Hashes an input of any kind and length from its start to its end. */
  Outcome stream(String name) {
    try (ReadableByteChannel channel = open(name)) {
      long[] bytes = new long[1];
      byte[] digest = StreamDigest.of(channel, n -> bytes[0] += n);
      session.ledger().enterStream(bytes[0]);
      return new Hashed(HexFormat.of().formatHex(digest));
    } catch (IOException | InvalidPathException e) {
      return unreadable(e);
    }
  }

  /** Opens an input, {@code -} being standard input. */
  ReadableByteChannel open(String name) throws IOException {
    return Inputs.open(session.io(), name);
  }

  /** Why an input cannot be read, in the words of Unix tools. */
  static Unreadable unreadable(Exception problem) {
    return switch (problem) {
      case NoSuchFileException e -> new Unreadable("No such file or directory", true);
      case InvalidPathException e -> new Unreadable("No such file or directory", true);
      case AccessDeniedException e -> new Unreadable("Permission denied", false);
      case NotDirectoryException e -> new Unreadable("Not a directory", false);
      case FileSystemLoopException e -> new Unreadable("Too many levels of symbolic links", false);
      case FileSystemException e when e.getReason() != null -> new Unreadable(e.getReason(), false);
      default -> new Unreadable(String.valueOf(problem.getMessage()), false);
    };
  }
}
