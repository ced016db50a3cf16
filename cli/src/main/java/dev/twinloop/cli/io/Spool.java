package dev.twinloop.cli.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes of unknown number on their way into memory: in a file of the temp directory whose name is
 * gone before the first byte is in it, so that nothing is left behind, whatever happens.
 */
public final class Spool implements AutoCloseable {
  private static final int PIECE = 1 << 20;

  private final String name;
  private final FileChannel file;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

  /**
   * An empty one.
   *
   * @param name of the input, for messages
   */
  public Spool(String name) throws IOException {
    this.name = name;
    try {
      file = unnamed();
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /** An empty file of the temp directory, to be read and written, whose name is gone already. */
  public static FileChannel unnamed() throws IOException {
    // The process may not end while the file has its name.
    try (EndOfProcess end = new EndOfProcess(() -> {})) {
      return end.step(Spool::withoutName);
    }
  }

  private static FileChannel withoutName() throws IOException {
    Path path = Files.createTempFile("twinloop-", null); // mode 0600
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  static MemorySegment of(Input input, Arena arena, long most) throws IOException {
    try (FileChannel file = file(input, most)) {
      return file.map(MapMode.READ_ONLY, 0, file.size(), arena);
    }
  }

  /** All of an input, at most this number of bytes, to be read from its start. */
  static FileChannel file(Input input, long most) throws IOException {
    Spool spool = new Spool(input.name());
    try {
      for (long bytes = 0; input.read(spool.piece) >= 0; ) {
        bytes += spool.piece.position();
        if (bytes > most) {
          throw input.longerThan(most);
        }
        spool.flush();
      }
      return spool.file.position(0);
    } catch (IOException e) {
      spool.close();
      throw e;
    }
  }

  /** Appends bytes. */
  public void write(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      int n = Math.min(bytes.length - at, piece.remaining());
      piece.put(bytes, at, n);
      at += n;
      if (!piece.hasRemaining()) {
        flush();
      }
    }
  }

  /** All that was written, mapped for reading. */
  public MemorySegment memory(Arena arena) throws IOException {
    flush();
    return file.map(MapMode.READ_ONLY, 0, file.size(), arena);
  }

  private void flush() throws IOException {
    piece.flip();
    try {
      while (piece.hasRemaining()) {
        file.write(piece);
      }
    } catch (IOException e) {
      throw problem(e);
    }
    piece.clear();
  }

  private FileSystemException problem(IOException e) {
    return Reason.named(
        name,
        new IOException(
            "%s in the temp directory %s, where a stream is put first; name a regular file instead"
                .formatted(Reason.of(e), System.getProperty("java.io.tmpdir")),
            e));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
