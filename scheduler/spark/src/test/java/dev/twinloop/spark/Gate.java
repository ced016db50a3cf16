package dev.twinloop.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * Lets the first partitions of a job pass, and holds the others until it is opened: what happens in
 * between happens half-way. It is a folder, so that executors in other processes stand before it
 * too.
 *
 * @param folder of the gate
 * @param job tells the marks of one job from those of another
 * @param free how many partitions pass at once
 * @param reads how often each of the others passes before it is held
 */
record Gate(String folder, String job, int free, int reads)
    implements Function<PackedRecords, PackedRecords> {
  private static final String OPEN = "open";

  /** Everything passes. */
  static Function<PackedRecords, PackedRecords> none() {
    return records -> records;
  }

  @Override
  public PackedRecords call(PackedRecords records) throws InterruptedException {
    int partition = TaskContext.getPartitionId();
    if (partition >= free && visit(partition) > reads) {
      mark("held-%s-%d-%d".formatted(job, partition, TaskContext.get().taskAttemptId()));
      while (!Files.exists(Path.of(folder, OPEN))) {
        Thread.sleep(20);
      }
    }
    return records;
  }

  private int visit(int partition) {
    mark("read-%s-%d-%d".formatted(job, partition, TaskContext.get().taskAttemptId()));
    return count("read-%s-%d-".formatted(job, partition));
  }

  private void mark(String name) {
    try {
      Files.writeString(Path.of(folder, name), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int count(String prefix) {
    try (Stream<Path> marks = Files.list(Path.of(folder))) {
      return (int) marks.filter(m -> m.getFileName().toString().startsWith(prefix)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many partitions of the job are held. */
  int held() {
    return count("held-" + job + "-");
  }

  /** Lets everybody pass, from now on. */
  void open() {
    mark(OPEN);
  }
}
