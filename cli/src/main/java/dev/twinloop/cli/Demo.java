package dev.twinloop.cli;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.bench.JdkSha256;
import dev.twinloop.bench.Machine;
import dev.twinloop.bench.Parts;
import dev.twinloop.bench.TestData;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.Task;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration: four tasks, each done many times by the scheduler, by the JDK on one core and
 * by the JDK on all cores, in {@link Turns}.
 */
final class Demo {
  private static final int MESSAGE = 64;
  private static final int NODE = 32;
  private static final int MOST_FILES = 20_000;
  private static final long MOST_BYTES = 64L << 20;

  private final Session session;
  private final Turns.Patience patience;
  private final int generated;
  private final Table table =
      new Table(
          "work",
          "items",
          "ran on",
          "seconds",
          "items/s",
          "JDK, one core",
          "JDK, all cores",
          "beside it",
          "check");
  private int differences;

  /**
   * The tasks for a session.
   *
   * @param generated messages and leaves that are made for it, at most 2^24
   */
  Demo(Session session, Turns.Patience patience, int generated) {
    this.session = session;
    this.patience = patience;
    this.generated = generated;
  }

  /** How many tasks differed from the JDK. */
  int differences() {
    return differences;
  }

  /** Runs it all. */
  Table run(String folder) throws IOException {
    table.note("machine", Machine.describe()).note("JVM", Machine.jvm());
    table.note("times", patience.describe());
    table.note(
        "beside it", "how many times as fast as the JDK on all cores, the median of the turns");
    List<byte[]> contents = contents(folder);
    if (!contents.isEmpty()) {
      byte[] digests = files(new Joined(contents));
      tree("Merkle tree of their digests", MemorySegment.ofArray(digests));
    }
    try (Arena arena = Arena.ofShared()) {
      MemorySegment data = TestData.random(arena, (long) generated * MESSAGE);
      messages(data);
      tree("Merkle tree, generated leaves", data.asSlice(0, (long) generated * NODE));
    }
    table.note(
        "check", differences == 0 ? "every digest and root equals the JDK's" : "DIFFERENCES");
    return table;
  }

  private byte[] files(Joined files) {
    Baseline jdk = new Baseline(files::hash);
    return enter("SHA-256 of real files", files.task(), jdk, Demo::bytes);
  }

  private void messages(MemorySegment data) {
    byte[] messages = JdkSha256.copy(data);
    Baseline jdk =
        new Baseline(
            threads -> {
              byte[] digests = new byte[generated * NODE];
              JdkSha256.hash(messages, MESSAGE, digests, threads);
              return digests;
            });
    enter(
        "SHA-256 of 64-byte messages",
        Sha256Batch.fixed(data, MESSAGE, MESSAGE, generated),
        jdk,
        Demo::bytes);
  }

  private void tree(String work, MemorySegment leaves) {
    byte[] copy = JdkSha256.copy(leaves);
    long last = leaves.byteSize() / NODE - 1;
    byte[] leaf = leaves.asSlice(last * NODE, NODE).toArray(JAVA_BYTE);
    enter(
        work,
        MerkleBuild.of(MerkleScheme.SHA256, leaves, NODE),
        new Baseline(threads -> JdkSha256.merkleRoot(copy, threads)),
        tree -> tree.proof(last).verify(leaf, tree.statement()) ? tree.root() : new byte[0]);
  }

  /**
   * Files one after the other, hashed by both sides from the same memory: who reads memory that the
   * other has just read finds it in the cache.
   */
  private static final class Joined {
    private final byte[] bytes;
    private final long[] offsets; // where each file starts, and where the last one ends

    Joined(List<byte[]> files) {
      offsets = new long[files.size() + 1];
      for (int i = 0; i < files.size(); i++) {
        offsets[i + 1] = offsets[i] + files.get(i).length;
      }
      bytes = new byte[(int) offsets[files.size()]]; // at most 64 MiB
      for (int i = 0; i < files.size(); i++) {
        System.arraycopy(files.get(i), 0, bytes, (int) offsets[i], files.get(i).length);
      }
    }

    Sha256Batch task() {
      return Sha256Batch.variable(MemorySegment.ofArray(bytes), MemorySegment.ofArray(offsets));
    }

    byte[] hash(int threads) {
      int count = offsets.length - 1;
      byte[] digests = new byte[count * NODE];
      Parts.run(
          threads,
          count,
          (from, to) -> {
            MessageDigest sha256 = JdkSha256.sha256();
            for (int i = from; i < to; i++) {
              sha256.update(bytes, (int) offsets[i], (int) (offsets[i + 1] - offsets[i]));
              System.arraycopy(sha256.digest(), 0, digests, i * NODE, NODE);
            }
          });
      return digests;
    }
  }

  private static byte[] bytes(Digests digests) {
    return digests.segment().toArray(JAVA_BYTE);
  }

  /** The same work by the JDK, on this number of threads. */
  private record Baseline(IntFunction<byte[]> work) {
    /** The time of one run, which must give this. */
    long timeNs(int threads, byte[] expected) {
      long start = System.nanoTime();
      byte[] answer = work.apply(threads);
      long time = System.nanoTime() - start;
      if (!Arrays.equals(expected, answer)) {
        throw new IllegalStateException("the JDK's answers differ: threads=" + threads);
      }
      return time;
    }
  }

  /** Runs a task many times, compares each answer with the JDK's, and writes the row. */
  private <R> byte[] enter(String work, Task<R> task, Baseline jdk, Function<R, byte[]> answer) {
    session.progress().say(work);
    byte[] expected = jdk.work.apply(1);
    int cores = Runtime.getRuntime().availableProcessors();
    Ours<R> ours =
        new Ours<>(session, task, result -> Arrays.equals(expected, answer.apply(result)));
    Turns.Medians medians =
        new Turns(patience)
            .of(
                new Turns.Ways(
                    ours::timeNs,
                    () -> jdk.timeNs(1, expected),
                    () -> jdk.timeNs(cores, expected)));
    if (!ours.same) {
      differences++;
    }
    TaskReport report = Objects.requireNonNull(ours.last);
    table.row(
        work,
        report.items(),
        where(report),
        medians.oursNs() / 1e9,
        report.items() * 1e9 / medians.oursNs(),
        report.items() * 1e9 / medians.oneNs(),
        report.items() * 1e9 / medians.allNs(),
        new Cell(String.format(Locale.ROOT, "%.2f x", medians.ratio()), medians.ratio()),
        ours.same ? "equals the JDK" : "DIFFERS");
    return expected;
  }

  /** The same work by the scheduler. */
  private static final class Ours<R> {
    private final Session session;
    private final Task<R> task;
    private final Predicate<R> right;
    private boolean same = true;
    private @Nullable TaskReport last;

    Ours(Session session, Task<R> task, Predicate<R> right) {
      this.session = session;
      this.task = task;
      this.right = right;
    }

    /** The time of one run, from the call to the result. */
    long timeNs() {
      long start = System.nanoTime();
      TaskResult<R> result = session.await(session.submit(task));
      long time = System.nanoTime() - start;
      same &= right.test(result.value());
      last = result.report();
      return time;
    }
  }

  /** For programs: items by device. */
  private static Cell where(TaskReport report) {
    return new Cell(
        report.itemsByDevice().entrySet().stream()
            .map(
                e ->
                    e.getValue() == report.items()
                        ? e.getKey()
                        : String.format(
                            Locale.ROOT,
                            "%s %.0f %%",
                            e.getKey(),
                            100.0 * e.getValue() / report.items()))
            .collect(Collectors.joining(", ")),
        report.itemsByDevice());
  }

  /** The regular files below a folder, build outputs and version control left out. */
  private List<byte[]> contents(String folder) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    long bytes = 0;
    try (Stream<Path> tree = Files.walk(Names.path(folder))) {
      for (Path file : (Iterable<Path>) tree.filter(Demo::wanted).sorted()::iterator) {
        long size = Files.size(file);
        if (size <= 1 << 20 && contents.size() < MOST_FILES && bytes + size <= MOST_BYTES) {
          contents.add(Files.readAllBytes(file));
          bytes += size;
        }
      }
    }
    SequencedMap<String, Object> found = new LinkedHashMap<>();
    found.put("files", contents.size());
    found.put("bytes", bytes);
    found.put("folder", Quoting.name(folder));
    table.note(
        "files",
        new Cell(
            "%d files, %d bytes, from %s".formatted(contents.size(), bytes, Quoting.name(folder)),
            found));
    return contents;
  }

  private static boolean wanted(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().equals(".git")) {
        return false;
      }
    }
    return Files.isRegularFile(file) && Files.isReadable(file);
  }
}
