package dev.twinloop.cli.hash;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.kernel.data.Digests;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Digests of the lines of a stream, without their line feeds, in order. A last line without a line
 * feed is a line. The next chunk is read and split while the last one is hashed; lines move
 * together within their chunk, so that only the unfinished last one is ever copied elsewhere. Lines
 * above 1 MiB are hashed by the JDK as they pass; memory does not depend on their length.
 */
final class LineHashing implements AutoCloseable {
  private final DigestSink sink;
  private final Session session;
  private final Pipeline<Digests> pipeline;
  private final Arena arena = Arena.ofShared();
  private final Deque<MessageBatch> free = new ArrayDeque<>();
  private long bytes;
  private final long total;

  /**
   * Prepares for one stream.
   *
   * @param totalBytes its length, as far as known; else 0
   */
  LineHashing(Session session, DigestSink sink, long totalBytes) {
    this.session = session;
    this.sink = sink;
    this.pipeline = new Pipeline<>(session);
    this.total = totalBytes;
    long room = totalBytes == 0 ? MessageBatch.BYTES : totalBytes + 1;
    for (int i = 0; i <= Pipeline.DEPTH; i++) {
      free.add(new MessageBatch(sink.algorithm(), arena, room, room));
    }
  }

  /** Hashes all lines. */
  void run(ReadableByteChannel in) throws IOException {
    MessageBatch batch = free.remove();
    int filled = 0;
    while (true) {
      MemorySegment chunk = batch.segment();
      int end = fill(in, chunk, filled);
      boolean ended = end < chunk.byteSize();
      int tail = split(batch, end);
      boolean allSplit = !batch.full();
      if (allSplit && ended) {
        if (tail < end) {
          addLine(batch, tail, end);
        }
        break;
      }
      if (allSplit && tail == 0) {
        filled = passLongLine(in, chunk);
        continue;
      }
      MessageBatch next = nextBatch(batch);
      MemorySegment.copy(chunk, tail, next.segment(), 0, end - tail);
      filled = end - tail;
      batch = next;
    }
    free.add(batch.count() > 0 ? nextBatch(batch) : batch);
    pipeline.finish();
  }

  private MessageBatch nextBatch(MessageBatch full) throws IOException {
    pipeline.submit(
        full.task(),
        _ -> {
          sink.write(full.count(), full::digest);
          full.clear();
          free.add(full);
        });
    return free.remove();
  }

  private int fill(ReadableByteChannel in, MemorySegment chunk, int from) throws IOException {
    ByteBuffer target = chunk.asByteBuffer().position(from);
    while (target.hasRemaining() && in.read(target) >= 0) {}
    bytes += target.position() - from;
    session.progress().show(bytes, total, "bytes");
    return target.position();
  }

  /** Takes the finished lines of {@code [0, end)}; returns where the unfinished one starts. */
  private int split(MessageBatch batch, int end) {
    MemorySegment chunk = batch.segment();
    int start = 0;
    for (int i = 0; i < end && !batch.full(); i++) {
      if (chunk.get(JAVA_BYTE, i) == '\n') {
        addLine(batch, start, i);
        start = i + 1;
      }
    }
    return start;
  }

  private void addLine(MessageBatch batch, int from, int to) {
    int length = to - from;
    if (length > MessageBatch.MESSAGE_BYTES) {
      MessageDigest digest = sink.algorithm().stream();
      digest.update(batch.segment().asSlice(from, length).asByteBuffer());
      batch.addHashed(digest.digest());
      return;
    }
    MemorySegment.copy(batch.segment(), from, batch.segment(), batch.bytes(), length);
    batch.add(length);
  }

  /**
   * Hashes a line that fills the whole chunk and goes on; writes its digest.
   *
   * @return how many bytes that follow it are in the chunk, moved to its start
   */
  private int passLongLine(ReadableByteChannel in, MemorySegment chunk) throws IOException {
    pipeline.finish();
    MessageDigest stream = sink.algorithm().stream();
    stream.update(chunk.asByteBuffer());
    long length = chunk.byteSize();
    int end;
    int feed;
    do {
      end = fill(in, chunk, 0);
      feed = 0;
      while (feed < end && chunk.get(JAVA_BYTE, feed) != '\n') {
        feed++;
      }
      stream.update(chunk.asSlice(0, feed).asByteBuffer());
      length += feed;
    } while (feed == end && end == chunk.byteSize());
    byte[] digest = stream.digest();
    sink.write(1, (i, into, at) -> System.arraycopy(digest, 0, into, at, digest.length));
    session.ledger().enterStream(length);
    int rest = Math.max(0, end - feed - 1);
    MemorySegment.copy(chunk, end - rest, chunk, 0, rest);
    return rest;
  }

  @Override
  public void close() {
    pipeline.abandon();
    arena.close();
  }
}
