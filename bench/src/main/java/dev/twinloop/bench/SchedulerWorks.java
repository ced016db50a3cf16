package dev.twinloop.bench;

import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Tasks of five kinds and any size, over ordinary memory; results are allocated by the library. */
final class SchedulerWorks {
  private static final int MESSAGE = 64;
  private static final int LEAF = 32;
  private static final int DISTINCT = 256;

  /** More points are not made: that alone would take longer than the rest. */
  private static final int MOST_POINTS = 1 << 18;

  /**
   * A kind of work.
   *
   * @param work which one
   * @param task of the given number of items, which {@link #sizes} has
   */
  record Kind(SchedulerWork work, IntFunction<Task<?>> task) {
    /** Of the rows. */
    String name() {
      return SchedulerWorks.name(work);
    }

    /** See {@link SchedulerWorks#sizes}. */
    List<Integer> sizes(List<Integer> wanted) {
      return SchedulerWorks.sizes(work, wanted);
    }
  }

  private SchedulerWorks() {}

  /**
   * The numbers of items that tasks of a work have where these are asked for: a transform has a
   * power of two, and what is too small or too large is left out.
   */
  static List<Integer> sizes(SchedulerWork work, List<Integer> wanted) {
    return wanted.stream()
        .map(n -> work == SchedulerWork.NTT ? Integer.highestOneBit(n) : n)
        .filter(n -> n >= least(work) && n <= most(work))
        .distinct()
        .toList();
  }

  /** Says in a table which sizes are left out of which works. */
  static void noteLeftOut(SchedulerPlan plan, Table table) {
    for (SchedulerWork work : plan.kinds()) {
      List<Integer> out =
          plan.all().stream().filter(n -> sizes(work, List.of(n)).isEmpty()).toList();
      if (!out.isEmpty()) {
        SequencedMap<String, Object> value = new LinkedHashMap<>();
        value.put("left out", out);
        value.put("least", least(work));
        value.put("most", most(work));
        table.note(
            name(work),
            new Cell(
                "not measured at %s items, accepted: %d to %d"
                    .formatted(
                        out.stream().map(n -> "" + n).collect(Collectors.joining(", ")),
                        least(work),
                        most(work)),
                value));
      }
    }
  }

  private static int least(SchedulerWork work) {
    return work == SchedulerWork.NTT ? 2 : 1;
  }

  private static int most(SchedulerWork work) {
    return switch (work) {
      case SHA256, MERKLE, ECDSA -> Integer.MAX_VALUE;
      case NTT -> 1 << Transform.MOST_LOG_SIZE;
      case MSM -> MOST_POINTS;
    };
  }

  /** The name of a work's rows. */
  static String name(SchedulerWork work) {
    return switch (work) {
      case SHA256 -> "sha256 64 B";
      case MERKLE -> "merkle 32 B";
      case ECDSA -> "ecdsa secp256k1";
      case NTT -> "ntt bn254";
      case MSM -> "msm bn254";
    };
  }

  /** Those that the plan names, for tasks of its sizes. */
  static List<Kind> all(SchedulerPlan plan, Arena arena) {
    return upTo(plan.largest(), plan, arena);
  }

  /** The same for tasks of this number of items at most. */
  static List<Kind> upTo(int most, SchedulerPlan plan, Arena arena) {
    Set<SchedulerWork> works = plan.kinds();
    if (works.contains(SchedulerWork.ECDSA) || works.contains(SchedulerWork.MSM)) {
      plan.progress().accept("making signatures and points");
    }
    return works.stream()
        .map(
            work ->
                switch (work) {
                  case SHA256 -> sha256(TestData.random(arena, (long) most * MESSAGE));
                  case MERKLE -> merkle(TestData.random(arena, (long) most * LEAF));
                  case ECDSA -> ecdsa(arena, most);
                  case NTT -> ntt(elements(arena, Integer.highestOneBit(Math.max(2, most))));
                  case MSM -> msm(arena, Math.min(most, MOST_POINTS));
                })
        .toList();
  }

  private static Kind sha256(MemorySegment messages) {
    return new Kind(SchedulerWork.SHA256, n -> Sha256Batch.fixed(messages, MESSAGE, MESSAGE, n));
  }

  private static Kind merkle(MemorySegment leaves) {
    return new Kind(
        SchedulerWork.MERKLE,
        n -> MerkleBuild.of(MerkleScheme.SHA256, leaves.asSlice(0, (long) n * LEAF), LEAF));
  }

  private static Kind ntt(MemorySegment elements) {
    return new Kind(
        SchedulerWork.NTT,
        n ->
            Ntt.of(
                Transform.forward(Fields.BN254_SCALAR, Integer.numberOfTrailingZeros(n)),
                elements.asSlice(0, (long) n * Elements.BYTES)));
  }

  /** Random numbers below 2^253, which is below the prime. */
  private static MemorySegment elements(Arena arena, int count) {
    MemorySegment elements = TestData.random(arena, (long) count * Elements.BYTES);
    for (long at = 0; at < elements.byteSize(); at += Elements.BYTES) {
      byte top = elements.get(ValueLayout.JAVA_BYTE, at);
      elements.set(ValueLayout.JAVA_BYTE, at, (byte) (top & 0x1f));
    }
    return elements;
  }

  private static Kind ecdsa(Arena arena, int most) {
    List<Signed> samples = Signed.samples(Groups.SECP256K1, Math.min(DISTINCT, most));
    MemorySegment items = arena.allocate((long) most * EcdsaBatch.ITEM_BYTES, 64);
    for (int i = 0; i < most; i++) {
      Signed signed = samples.get(i % samples.size());
      signed.layOut(items.asSlice((long) i * EcdsaBatch.ITEM_BYTES, EcdsaBatch.ITEM_BYTES));
    }
    return new Kind(
        SchedulerWork.ECDSA,
        n ->
            EcdsaBatch.packed(
                Groups.SECP256K1, items.asSlice(0, (long) n * EcdsaBatch.ITEM_BYTES), n, false));
  }

  private static Kind msm(Arena arena, int most) {
    Bases all = SquareBases.of(Groups.BN254, most, arena);
    MemorySegment scalars = ScalarPattern.UNIFORM.scalars(Groups.BN254, most, arena);
    return new Kind(
        SchedulerWork.MSM,
        n -> Msm.of(all.prefix(n), scalars.asSlice(0, (long) n * Msm.SCALAR_BYTES)));
  }
}
