package dev.twinloop.cli.hash;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.hash.HashRequest.Hashed;
import dev.twinloop.cli.hash.HashRequest.Outcome;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.kernel.data.Digests;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes inputs and hands the outcomes on in the order of the requests.
 *
 * <p>The first small files are hashed by a library where they are read, unless the options say
 * where work runs: a scheduler takes longer to open than they take to hash. Further small files are
 * read side by side into one of two off-heap buffers and hashed as one batch by the scheduler while
 * the next batch is being read. Large files are streams: a library hashes each, several at a time.
 * What is no regular file (standard input, a pipe, a device) is a stream too, but read in its turn,
 * alone: two names may lead to one pipe. Memory is bounded by the two buffers.
 *
 * <p>Requests are told apart by {@code instanceof}: the JDK makes the code of a pattern switch when
 * it first runs, which takes 5 ms of a start.
 */
final class FileHashing implements AutoCloseable {
  private static final int BATCH_FILES = 1 << 16;

  /** This number of requests are looked at to find out whether buffers may be small. */
  private static final int FEW = 256;

  /** Most small files that are hashed where they are read. */
  private static final int DIRECT_FILES = 4096;

  /** Most bytes of them; a core takes tens of milliseconds for as many. */
  private static final long DIRECT_BYTES = 16 << 20;

  /**
   * A request on its way.
   *
   * @param index in its batch, or -1 for what is not in it
   * @param direct the outcome of a stream and of what a library hashed; or a small file's, if it
   *     could not be read into the batch
   */
  private record Entry(HashRequest request, int index, Future<Optional<Outcome>> direct) {}

  private static final Future<Optional<Outcome>> NOTHING =
      CompletableFuture.completedFuture(Optional.empty());

  private final Session session;
  private final Algorithm algorithm;
  private final FileReader reader;
  private final Pipeline<Digests> pipeline;
  private final Deque<MessageBatch> free = new ArrayDeque<>();
  private final ExecutorService readers;
  private final ExecutorService streams;
  private @Nullable Arena arena; // made with the first batch: most runs need none
  private @Nullable MessageBatch batch;
  private List<Entry> entries = new ArrayList<>();
  private long most;
  private long done;
  private long total;
  private int directFiles; // how many more may be
  private long directBytes;

  FileHashing(Session session, Algorithm algorithm) {
    this.session = session;
    this.algorithm = algorithm;
    this.reader = new FileReader(session, algorithm);
    this.pipeline = new Pipeline<>(session);
    int cores = Runtime.getRuntime().availableProcessors();
    this.readers = pool("twinloop-read", Math.max(2, cores));
    this.streams = pool("twinloop-stream", cores);
    this.directFiles = session.mayBypassScheduler() ? DIRECT_FILES : 0;
    this.directBytes = DIRECT_BYTES;
  }

  /** Fulfils all requests, each once, in this order; they are asked for as they are needed. */
  void run(Iterator<? extends HashRequest> requests) throws IOException {
    List<HashRequest> first = new ArrayList<>();
    while (first.size() < FEW && requests.hasNext()) {
      first.add(requests.next());
    }
    most = requests.hasNext() ? BATCH_FILES : first.size();
    total = requests.hasNext() ? 0 : first.size();
    for (HashRequest request : first) {
      take(request);
    }
    while (requests.hasNext()) {
      take(requests.next());
    }
    flush();
    pipeline.finish();
  }

  private void take(HashRequest request) throws IOException {
    if (entries.size() >= BATCH_FILES) {
      flush();
    }
    if (request instanceof HashRequest.Input input) {
      take(input);
    } else {
      entries.add(new Entry(request, -1, NOTHING));
    }
  }

  private void take(HashRequest.Input input) throws IOException {
    String name = input.name();
    long size = Input.sizeOf(session.io(), name);
    if (size < 0) {
      // The writer of the stream may wait for what the inputs before it gave.
      flush();
      pipeline.finish();
      session.io().out().flush();
      Optional<Outcome> outcome = Optional.of(reader.stream(name));
      entries.add(new Entry(input, -1, CompletableFuture.completedFuture(outcome)));
    } else if (size > FileReader.BATCHABLE_BYTES) {
      entries.add(new Entry(input, -1, streams.submit(() -> Optional.of(reader.stream(name)))));
    } else if (directFiles > 0 && size <= directBytes) {
      directFiles--;
      directBytes -= size;
      entries.add(
          new Entry(input, -1, readers.submit(() -> Optional.of(reader.small(name, (int) size)))));
    } else {
      if (batch != null && !batch.holds(size)) {
        flush();
      }
      MessageBatch open = batch == null ? batch() : batch;
      batch = open;
      var place = open.segment().asSlice(open.bytes(), size);
      int index = open.add(size);
      entries.add(new Entry(input, index, readers.submit(() -> reader.readInto(name, place))));
    }
  }

  /** A free buffer; made when it is needed. */
  private MessageBatch batch() {
    MessageBatch used = free.poll();
    if (used != null) {
      return used;
    }
    Arena open = arena == null ? Arena.ofShared() : arena;
    arena = open;
    return new MessageBatch(algorithm, open, most * FileReader.BATCHABLE_BYTES, BATCH_FILES);
  }

  /** Sends off what there is, and begins anew. */
  private void flush() throws IOException {
    List<Entry> sent = entries;
    MessageBatch full = batch;
    batch = null;
    entries = new ArrayList<>();
    for (Entry entry : sent) {
      if (entry.index() >= 0) {
        outcome(entry);
      }
    }
    if (full == null) {
      pipeline.finish();
      deliver(sent, null);
      return;
    }
    pipeline.submit(
        full.task(),
        _ -> {
          deliver(sent, full);
          full.clear();
          free.add(full);
        });
  }

  private void deliver(List<Entry> sent, @Nullable MessageBatch digests) throws IOException {
    for (Entry entry : sent) {
      if (entry.request() instanceof HashRequest.Remark remark) {
        remark.action().run();
      } else if (entry.request() instanceof HashRequest.Input input) {
        Outcome outcome = outcome(entry).orElseGet(() -> hashed(digests, entry.index()));
        input.receiver().accept(outcome);
        session.progress().show(++done, total, "files");
      }
    }
  }

  private Outcome hashed(@Nullable MessageBatch batch, int index) {
    byte[] digest = new byte[algorithm.digestBytes()];
    Objects.requireNonNull(batch).digest(index, digest, 0);
    return new Hashed(HexFormat.of().formatHex(digest));
  }

  private static Optional<Outcome> outcome(Entry entry) {
    try {
      return entry.direct().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(name(entry) + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while reading " + name(entry)).initCause(e);
    }
  }

  private static String name(Entry entry) {
    return entry.request() instanceof HashRequest.Input input
        ? Quoting.name(input.name())
        : "a remark";
  }

  /** Its threads are named here: the JDK's own builder of names adds 5 ms to a start. */
  private static ExecutorService pool(String name, int threads) {
    AtomicInteger made = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, name + "-" + made.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public void close() {
    readers.shutdownNow();
    streams.shutdownNow();
    readers.close();
    streams.close();
    pipeline.abandon();
    if (arena != null) {
      arena.close();
    }
  }
}
