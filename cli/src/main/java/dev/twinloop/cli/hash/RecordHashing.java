package dev.twinloop.cli.hash;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Digests of consecutive records of one length, in order. The next chunk is read while the last one
 * is hashed.
 */
final class RecordHashing implements AutoCloseable {
  /** The longest record. */
  static final int MAX_RECORD = MessageBatch.MESSAGE_BYTES;

  private static final int CHUNK_BYTES = 64 << 20;
  private static final int CHUNK_RECORDS = 1 << 20;

  private final Session session;
  private final DigestSink sink;
  private final int recordBytes;
  private final Pipeline<Digests> pipeline;
  private final Arena arena = Arena.ofShared();
  private final Deque<Chunk> free = new ArrayDeque<>();
  private final long total;

  private record Chunk(MemorySegment records, MemorySegment digests) {}

  /**
   * Prepares for one stream.
   *
   * @param totalBytes its length, as far as known; else 0
   */
  RecordHashing(Session session, DigestSink sink, int recordBytes, long totalBytes) {
    this.session = session;
    this.sink = sink;
    this.recordBytes = recordBytes;
    this.pipeline = new Pipeline<>(session);
    this.total = totalBytes;
    long most = Math.min(CHUNK_RECORDS, CHUNK_BYTES / recordBytes);
    long records = totalBytes == 0 ? most : Math.min(most, totalBytes / recordBytes + 1);
    for (int i = 0; i <= Pipeline.DEPTH; i++) {
      free.add(
          new Chunk(
              arena.allocate(records * recordBytes, 64),
              arena.allocate(records * sink.algorithm().digestBytes(), 64)));
    }
  }

  /**
   * Hashes the records of one stream.
   *
   * @param name for messages
   * @throws EOFException if the stream ends within a record; whole records before it are written
   */
  void run(String name, ReadableByteChannel in) throws IOException {
    long bytes = 0;
    boolean more = true;
    while (more) {
      Chunk chunk = free.remove();
      ByteBuffer target = chunk.records().asByteBuffer();
      while (target.hasRemaining() && in.read(target) >= 0) {}
      more = !target.hasRemaining();
      int records = target.position() / recordBytes;
      bytes += target.position();
      session.progress().show(bytes, total, "bytes");
      submit(chunk, records);
    }
    pipeline.finish();
    if (bytes % recordBytes != 0) {
      throw new EOFException(
          "%s: bytes=%d, accepted: a multiple of the record length %d"
              .formatted(name, bytes, recordBytes));
    }
  }

  private void submit(Chunk chunk, int records) throws IOException {
    int bytes = sink.algorithm().digestBytes();
    if (records == 0) {
      free.add(chunk);
      return;
    }
    pipeline.submit(
        sink.algorithm()
            .task(
                new Records.Fixed(chunk.records(), recordBytes, recordBytes, records),
                chunk.digests()),
        _ -> {
          sink.write(
              records,
              (i, into, at) ->
                  MemorySegment.copy(
                      chunk.digests(), JAVA_BYTE, (long) i * bytes, into, at, bytes));
          free.add(chunk);
        });
  }

  @Override
  public void close() {
    pipeline.abandon();
    arena.close();
  }
}
