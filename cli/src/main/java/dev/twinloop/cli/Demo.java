package dev.twinloop.cli;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.bench.JdkSha256;
import dev.twinloop.bench.Machine;
import dev.twinloop.bench.TestData;
import dev.twinloop.bench.report.Table;
import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.MerkleTree;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.Task;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The demonstration: four tasks, each done by the scheduler and again by the JDK. */
final class Demo {
  private static final int GENERATED = 1 << 20;
  private static final int MESSAGE = 64;
  private static final int NODE = 32;
  private static final int MOST_FILES = 20_000;
  private static final long MOST_BYTES = 64L << 20;

  private final Session session;
  private final Table table =
      new Table("work", "items", "ran on", "seconds", "items/s", "JDK, one core, items/s", "check");
  private int differences;

  Demo(Session session) {
    this.session = session;
  }

  /** How many tasks differed from the JDK. */
  int differences() {
    return differences;
  }

  /** Runs it all. */
  Table run(String folder) throws IOException {
    table.note("machine", Machine.describe()).note("JVM", Machine.jvm());
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
    TaskResult<Digests> result = run("hashing files", Sha256Batch.of(files));
    long start = System.nanoTime();
    byte[] expected = new byte[files.size() * NODE];
    MessageDigest sha256 = JdkSha256.sha256();
    for (int i = 0; i < files.size(); i++) {
      System.arraycopy(sha256.digest(files.get(i)), 0, expected, i * NODE, NODE);
    }
    boolean same = MemorySegment.ofArray(expected).mismatch(result.value().segment()) < 0;
    enter("SHA-256 of real files", result.report(), System.nanoTime() - start, same);
    return result.value().segment().toArray(JAVA_BYTE);
  }

  private void messages(MemorySegment data) {
    TaskResult<Digests> result =
        run("generated messages", Sha256Batch.fixed(data, MESSAGE, MESSAGE, GENERATED));
    byte[] messages = JdkSha256.copy(data);
    byte[] expected = new byte[GENERATED * NODE];
    long start = System.nanoTime();
    JdkSha256.hash(messages, MESSAGE, expected, 1);
    long jdkNs = System.nanoTime() - start;
    boolean same = MemorySegment.ofArray(expected).mismatch(result.value().segment()) < 0;
    enter("SHA-256 of 64-byte messages", result.report(), jdkNs, same);
  }

  private void tree(String work, MemorySegment leaves) {
    TaskResult<MerkleTree> result = run(work, MerkleBuild.of(MerkleScheme.SHA256, leaves, NODE));
    byte[] copy = JdkSha256.copy(leaves);
    long start = System.nanoTime();
    byte[] expected = JdkSha256.merkleRoot(copy, 1);
    long jdkNs = System.nanoTime() - start;
    long last = leaves.byteSize() / NODE - 1;
    byte[] leaf = leaves.asSlice(last * NODE, NODE).toArray(JAVA_BYTE);
    boolean same =
        MessageDigest.isEqual(expected, result.value().root())
            && result.value().proof(last).verify(leaf, result.value().statement());
    enter(work, result.report(), jdkNs, same);
  }

  private <R> TaskResult<R> run(String work, Task<R> task) {
    session.progress().say(work);
    return session.await(session.submit(task));
  }

  private void enter(String work, TaskReport report, long jdkNs, boolean same) {
    if (!same) {
      differences++;
    }
    table.row(
        work,
        report.items(),
        where(report),
        report.elapsed().toNanos() / 1e9,
        report.itemsPerSecond(),
        report.items() * 1e9 / Math.max(1, jdkNs),
        same ? "equals the JDK" : "DIFFERS");
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
