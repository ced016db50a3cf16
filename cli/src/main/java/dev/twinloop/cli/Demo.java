package dev.twinloop.cli;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.bench.JdkSha256;
import dev.twinloop.bench.Machine;
import dev.twinloop.bench.Parts;
import dev.twinloop.bench.TestData;
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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demonstration: four tasks, each done several times by the scheduler, by the JDK on one core
 * and by the JDK on all cores. The three take turns, so that what else goes on in the machine and
 * in the JVM's compilers meets all of them.
 */
final class Demo {
  private static final int GENERATED = 1 << 20;
  private static final int MESSAGE = 64;
  private static final int NODE = 32;
  private static final int MOST_FILES = 20_000;
  private static final long MOST_BYTES = 64L << 20;

  /** First runs compile, in the JVM and for the device; the best one is shown. */
  private static final int LEAST_ROUNDS = 5;

  /**
   * How long a row is measured.
   *
   * @param leastNs at least
   * @param mostNs at most
   * @param settledNs and as long as the last better run is no older: the JVM has then compiled what
   *     is worth it
   */
  record Patience(long leastNs, long mostNs, long settledNs) {
    /** For figures. */
    static final Patience FULL = new Patience(1_800_000_000, 6_000_000_000L, 600_000_000);

    /** For answers: the least number of rounds. */
    static final Patience NONE = new Patience(0, 0, 0);
  }

  private final Session session;
  private final Patience patience;
  private final Table table =
      new Table(
          "work",
          "items",
          "ran on",
          "seconds",
          "items/s",
          "JDK, one core",
          "JDK, all cores",
          "check");
  private int differences;

  Demo(Session session, Patience patience) {
    this.session = session;
    this.patience = patience;
  }

  /** How many tasks differed from the JDK. */
  int differences() {
    return differences;
  }

  /** Runs it all. */
  Table run(String folder) throws IOException {
    table.note("machine", Machine.describe()).note("JVM", Machine.jvm());
    table.note(
        "times",
        patience.mostNs() == 0
            ? "the best run of %d, ours and the JDK's in turns: too few for figures"
                .formatted(LEAST_ROUNDS)
            : "the best run of %d or more within %.1f to %.0f s, ours and the JDK's in turns, until none"
                    .formatted(LEAST_ROUNDS, patience.leastNs() / 1e9, patience.mostNs() / 1e9)
                + " becomes faster");
    List<byte[]> files = contents(folder);
    if (!files.isEmpty()) {
      byte[] digests = files(files);
      tree("Merkle tree of their digests", MemorySegment.ofArray(digests));
    }
    try (Arena arena = Arena.ofShared()) {
      MemorySegment data = TestData.random(arena, (long) GENERATED * MESSAGE);
      messages(data);
      tree("Merkle tree, generated leaves", data.asSlice(0, (long) GENERATED * NODE));
    }
    table.note(
        "check", differences == 0 ? "every digest and root equals the JDK's" : "DIFFERENCES");
    return table;
  }

  private byte[] files(List<byte[]> files) {
    Baseline jdk = new Baseline(threads -> hash(files, threads));
    return enter("SHA-256 of real files", Sha256Batch.of(files), jdk, Demo::bytes);
  }

  private void messages(MemorySegment data) {
    byte[] messages = JdkSha256.copy(data);
    Baseline jdk =
        new Baseline(
            threads -> {
              byte[] digests = new byte[GENERATED * NODE];
              JdkSha256.hash(messages, MESSAGE, digests, threads);
              return digests;
            });
    enter(
        "SHA-256 of 64-byte messages",
        Sha256Batch.fixed(data, MESSAGE, MESSAGE, GENERATED),
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

  private static byte[] hash(List<byte[]> files, int threads) {
    byte[] digests = new byte[files.size() * NODE];
    Parts.run(
        threads,
        files.size(),
        (from, to) -> {
          MessageDigest sha256 = JdkSha256.sha256();
          for (int i = from; i < to; i++) {
            System.arraycopy(sha256.digest(files.get(i)), 0, digests, i * NODE, NODE);
          }
        });
    return digests;
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

  /** Counts rounds until there were enough of them, and none has been better for a while. */
  private static final class Rounds {
    private final Patience patience;
    private final long start = System.nanoTime();
    private long betterSince = start;
    private long bestNs = Long.MAX_VALUE;
    private int begun;

    Rounds(Patience patience) {
      this.patience = patience;
    }

    boolean another() {
      long now = System.nanoTime();
      boolean early = begun < LEAST_ROUNDS || now - start < patience.leastNs();
      boolean better = now - betterSince < patience.settledNs() && now - start < patience.mostNs();
      begun++;
      return early || better;
    }

    /** The best times so far, together: a hundredth less counts as better. */
    void best(long allNs) {
      if (allNs < bestNs - bestNs / 100) {
        bestNs = allNs;
        betterSince = System.nanoTime();
      }
    }
  }

  /** Runs a task several times, compares each answer with the JDK's, and writes the row. */
  private <R> byte[] enter(String work, Task<R> task, Baseline jdk, Function<R, byte[]> answer) {
    session.progress().say(work);
    byte[] expected = jdk.work.apply(1);
    int cores = Runtime.getRuntime().availableProcessors();
    boolean same = true;
    TaskReport best = null;
    long oneNs = Long.MAX_VALUE;
    long allNs = Long.MAX_VALUE;
    Rounds rounds = new Rounds(patience);
    while (rounds.another()) {
      TaskResult<R> result = session.await(session.submit(task));
      same &= Arrays.equals(expected, answer.apply(result.value()));
      if (best == null || result.report().elapsed().compareTo(best.elapsed()) < 0) {
        best = result.report();
      }
      oneNs = Math.min(oneNs, jdk.timeNs(1, expected));
      allNs = Math.min(allNs, jdk.timeNs(cores, expected));
      rounds.best(best.elapsed().toNanos() + oneNs + allNs);
    }
    if (!same) {
      differences++;
    }
    TaskReport report = Objects.requireNonNull(best);
    table.row(
        work,
        report.items(),
        where(report),
        report.elapsed().toNanos() / 1e9,
        report.itemsPerSecond(),
        report.items() * 1e9 / oneNs,
        report.items() * 1e9 / allNs,
        same ? "equals the JDK" : "DIFFERS");
    return expected;
  }

  private static String where(TaskReport report) {
    return report.itemsByDevice().entrySet().stream()
        .map(
            e ->
                e.getValue() == report.items()
                    ? e.getKey()
                    : String.format(
                        Locale.ROOT,
                        "%s %.0f %%",
                        e.getKey(),
                        100.0 * e.getValue() / report.items()))
        .collect(Collectors.joining(", "));
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
    table.note(
        "files",
        "%d files, %d bytes, from %s".formatted(contents.size(), bytes, Quoting.name(folder)));
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
