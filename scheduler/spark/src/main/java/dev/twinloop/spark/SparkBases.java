package dev.twinloop.spark;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * The points of a large MSM, in parts over the executors: partition i of the scalars is multiplied
 * with partition i of the points, and the driver adds up the partial sums. An executor keeps its
 * parts, and its device keeps them too, from one sum to the next; an executor that is lost reads
 * its parts again.
 *
 * <p>Made by {@link TwinloopSpark#bases}. Thread-safe.
 */
public final class SparkBases {
  private final Group group;
  private final JavaRDD<PackedRecords> points;
  private final SparkOptions options;
  private final TaskTotals totals;
  private final String id = UUID.randomUUID().toString();

  SparkBases(Group group, JavaRDD<PackedRecords> points, SparkOptions options, TaskTotals totals) {
    this.group = group;
    this.points = points.persist(StorageLevel.MEMORY_AND_DISK());
    this.options = options;
    this.totals = totals;
  }

  /** The group of all points. */
  public Group group() {
    return group;
  }

  /**
   * The sum s_0 P_0 + s_1 P_1 + … over all partitions.
   *
   * @param scalars records of 32 bytes, big-endian: as many partitions as the points have, and in
   *     each as many scalars as there are points
   * @throws IllegalArgumentException if the numbers of partitions differ; a partition whose counts
   *     differ fails the job with both counts
   */
  public Point sum(JavaRDD<PackedRecords> scalars) {
    if (scalars.getNumPartitions() != points.getNumPartitions()) {
      throw new IllegalArgumentException(
          "msm: partitions of scalars=%d, accepted: %d, as many as the points have"
              .formatted(scalars.getNumPartitions(), points.getNumPartitions()));
    }
    PartialSum partial = new PartialSum(group.name(), id, options, totals);
    List<byte[]> sums = points.zipPartitions(scalars, partial::of).collect();
    Point sum = group.infinity();
    for (byte[] encoded : sums) {
      sum = sum.plus(Point.read(group, MemorySegment.ofArray(encoded), 0));
    }
    return sum;
  }

  /**
   * Lets Spark forget the points. What an executor keeps off-heap for its device goes when other
   * points need the room ({@code spark.twinloop.resident.bytes}).
   */
  public void unpersist() {
    points.unpersist();
  }

  /** What an executor does for one partition. */
  private record PartialSum(String group, String set, SparkOptions options, TaskTotals totals)
      implements java.io.Serializable {
    Iterator<byte[]> of(Iterator<PackedRecords> points, Iterator<PackedRecords> scalars) {
      if (!points.hasNext() && !scalars.hasNext()) {
        return List.<byte[]>of().iterator();
      }
      PartitionWork work = PartitionWork.begin(options, totals);
      int partition = work.context().partitionId();
      ResidentSets.Key key = new ResidentSets.Key(set, partition);
      Group of = Group.valueOf(group);
      Bases bases =
          work.residents()
              .find(key)
              .orElseGet(() -> bases(of, "part " + partition + " of " + set, points));
      work.residents().keep(key, bases);
      MemorySegment all = gathered(scalars, Msm.SCALAR_BYTES, "scalars");
      if (all.byteSize() != (long) Msm.SCALAR_BYTES * bases.count()) {
        throw new IllegalArgumentException(
            "msm: partition=%d, scalars=%d, points=%d, accepted: as many scalars as points"
                .formatted(partition, all.byteSize() / Msm.SCALAR_BYTES, bases.count()));
      }
      return work.tasks(
          List.of(all).iterator(),
          memory ->
              TaskWindow.Job.of(
                  Msm.of(bases, memory),
                  (MsmSums sums) -> encoded(sums.all().getFirst()),
                  work.lend()));
    }

    private static Bases bases(Group group, String name, Iterator<PackedRecords> points) {
      return Bases.of(group, name, gathered(points, group.pointBytes(), "points"));
    }

    private static byte[] encoded(Point point) {
      byte[] bytes = new byte[point.group().pointBytes()];
      point.write(MemorySegment.ofArray(bytes), 0);
      return bytes;
    }

    /** All records of a partition, one after the other, off-heap. */
    private static MemorySegment gathered(
        Iterator<PackedRecords> batches, int recordBytes, String what) {
      java.util.ArrayList<byte[]> parts = new java.util.ArrayList<>();
      long bytes = 0;
      while (batches.hasNext()) {
        PackedRecords batch = batches.next();
        if (batch.recordBytes() != recordBytes) {
          throw new IllegalArgumentException(
              "msm: %s in a batch of %s, accepted: %d bytes each"
                  .formatted(what, batch, recordBytes));
        }
        parts.add(batch.data());
        bytes += batch.data().length;
      }
      MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
      long at = 0;
      for (byte[] part : parts) {
        MemorySegment.copy(part, 0, memory, ValueLayout.JAVA_BYTE, at, part.length);
        at += part.length;
      }
      return memory;
    }
  }
}
