package dev.twinloop.cli.hash;

import dev.twinloop.cli.Session;
import dev.twinloop.cli.hash.HashRequest.Hashed;
import dev.twinloop.cli.hash.HashRequest.Outcome;
import dev.twinloop.cli.hash.HashRequest.Unreadable;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Reason;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads inputs: small regular files into a batch, everything else as a stream. Thread-safe. */
final class FileReader {
  /**
   * The largest file that goes into a batch. A batch of larger ones has too few messages to keep a
   * GPU busy (each is one thread's work), and on a CPU the JDK is faster.
   */
  static final int BATCHABLE_BYTES = 64 << 10;

  private final Session session;
  private final Algorithm algorithm;

  FileReader(Session session, Algorithm algorithm) {
    this.session = session;
    this.algorithm = algorithm;
  }

  /**
   * Reads a small file to its place in a batch.
   *
   * @return empty if it is there; otherwise (it changed its size, it is gone, it is one of those
   *     files that say 0 and hold more) what a stream makes of it
   */
  Optional<Outcome> readInto(String name, MemorySegment place) {
    try (Input input = Input.stream(session.io(), name)) {
      ByteBuffer target = place.asByteBuffer();
      input.fill(target);
      if (!target.hasRemaining() && input.read(ByteBuffer.allocate(1)) < 0) {
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.of(unreadable(e));
    }
    return Optional.of(stream(name));
  }

  /** Hashes an input of any kind and length from its start to its end. */
  Outcome stream(String name) {
    return library(name, StreamDigest.CHUNK, session.ledger()::enterStream);
  }

  /**
   * Hashes a small file where it is read.
   *
   * @param size its length in bytes, as far as is known; another length is only slower
   */
  Outcome small(String name, int size) {
    return library(name, size + 1, session.ledger()::enterDirect);
  }

  private Outcome library(String name, int chunk, LongConsumer entry) {
    try (Input input = Input.stream(session.io(), name)) {
      long[] bytes = new long[1];
      byte[] digest = StreamDigest.of(algorithm, input, chunk, n -> bytes[0] += n);
      entry.accept(bytes[0]);
      return new Hashed(HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  private static Unreadable unreadable(IOException problem) {
    return new Unreadable(Reason.of(problem), problem instanceof NoSuchFileException);
  }
}
