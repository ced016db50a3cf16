package dev.twinloop.cli.hash;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.hash.HashedFile.Hashed;
import dev.twinloop.cli.hash.HashedFile.Outcome;
import dev.twinloop.kernel.data.Digests;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hashes inputs and hands the outcomes on in the order of their names.
 *
 * <p>Small files are read side by side into one of two off-heap buffers and hashed as one batch by
 * the scheduler while the next batch is being read. Large files, pipes and standard input are
 * streams: the JDK hashes each, several at a time. Memory is bounded by the two buffers.
 */
final class FileHashing implements AutoCloseable {
  private static final int BATCH_FILES = 1 << 16;

  /**
   * An input on its way.
   *
   * @param index in its batch, or -1 for a stream
   * @param direct a stream's outcome; or a small file's, if it could not be read into the batch
   */
  private record Entry(String name, int index, Future<Optional<Outcome>> direct) {}

  private final Session session;
  private final FileReader reader;
  private final Pipeline<Digests> pipeline;
  private final Arena arena = Arena.ofShared();
  private final Deque<MessageBatch> free = new ArrayDeque<>();
  private final ExecutorService readers;
  private final ExecutorService streams;
  private final Pipeline.Sink<HashedFile> sink;
  private long done;
  private long total;

  FileHashing(Session session, Pipeline.Sink<HashedFile> sink) {
    this.session = session;
    this.sink = sink;
    this.reader = new FileReader(session);
    this.pipeline = new Pipeline<>(session);
    int cores = Runtime.getRuntime().availableProcessors();
    this.readers = pool("twinloop-read", Math.max(2, cores));
    this.streams = pool("twinloop-stream", cores);
  }

  /** Hashes all of them; the sink sees each once, in this order. */
  void run(List<String> names) throws IOException {
    done = 0;
    total = names.size();
    Iterator<String> rest = names.iterator();
    List<Entry> entries = new ArrayList<>();
    MessageBatch batch = batch();
    while (rest.hasNext()) {
      String name = rest.next();
      OptionalInt size = FileReader.batchable(name);
      boolean small = size.isPresent();
      if (entries.size() == BATCH_FILES || (small && !batch.holds(size.getAsInt()))) {
        flush(batch, entries);
        entries = new ArrayList<>();
        batch = batch();
      }
      entries.add(small ? small(name, size.getAsInt(), batch) : stream(name));
    }
    flush(batch, entries);
    pipeline.finish();
  }

  /** A free buffer; made when first needed, because most runs need one small one. */
  private MessageBatch batch() {
    MessageBatch used = free.poll();
    return used != null
        ? used
        : new MessageBatch(
            arena, Math.min(total, BATCH_FILES) * FileReader.BATCHABLE_BYTES, BATCH_FILES);
  }

  private Entry small(String name, int size, MessageBatch batch) {
    var place = batch.segment().asSlice(batch.bytes(), size);
    return new Entry(name, batch.add(size), start(readers, () -> reader.readInto(name, place)));
  }

  private Entry stream(String name) {
    if (name.equals(FileReader.STANDARD_INPUT)) { // there is one: named twice, it is read in order
      Optional<Outcome> outcome = Optional.of(reader.stream(name));
      return new Entry(name, -1, CompletableFuture.completedFuture(outcome));
    }
    return new Entry(name, -1, start(streams, () -> Optional.of(reader.stream(name))));
  }

  private static Future<Optional<Outcome>> start(
      ExecutorService pool, Callable<Optional<Outcome>> work) {
    return pool.submit(work);
  }

  private void flush(MessageBatch batch, List<Entry> entries) throws IOException {
    for (Entry entry : entries) {
      if (entry.index() >= 0) {
        outcome(entry);
      }
    }
    if (batch.count() == 0) {
      pipeline.finish();
      deliver(entries, _ -> "");
      free.add(batch);
      return;
    }
    pipeline.submit(
        batch.task(),
        _ -> {
          deliver(
              entries,
              i -> {
                byte[] digest = new byte[32];
                batch.digest(i, digest, 0);
                return HexFormat.of().formatHex(digest);
              });
          batch.clear();
          free.add(batch);
        });
  }

  private interface HexAt {
    String get(int index);
  }

  private void deliver(List<Entry> entries, HexAt digests) throws IOException {
    for (Entry entry : entries) {
      Outcome outcome = outcome(entry).orElseGet(() -> new Hashed(digests.get(entry.index())));
      sink.accept(new HashedFile(entry.name(), outcome));
      session.progress().show(++done, total, "files");
    }
  }

  private static Optional<Outcome> outcome(Entry entry) {
    try {
      return entry.direct().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(entry.name() + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while reading " + entry.name()).initCause(e);
    }
  }

  private static ExecutorService pool(String name, int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
  }

  @Override
  public void close() {
    readers.shutdownNow();
    streams.shutdownNow();
    readers.close();
    streams.close();
    pipeline.abandon();
    arena.close();
  }
}
