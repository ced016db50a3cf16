package dev.twinloop.bench;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Transform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * One forward transform, natural order in and out. No library for the JVM computes it, so the
 * baseline is the same loop on one core, at a size that it can do.
 */
final class NttBench {
  private static final int MOST_ON_ONE_CORE = 1 << 18;
  private static final int MOST_ON_ALL_CORES = 1 << 20;

  private NttBench() {}

  /** Measures; sizes are rounded down to powers of two. */
  static void run(BenchSession session) {
    BenchPlan plan = session.plan();
    List<Integer> full = List.of(1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24);
    for (Field field : fields(plan)) {
      session.figures().work("ntt " + curve(field));
      plan.sizesOr(List.of(1 << 12), full).stream()
          .map(size -> Math.clamp(Integer.highestOneBit(size), 2, 1 << Transform.MOST_LOG_SIZE))
          .distinct()
          .forEach(n -> measure(session, field, n));
    }
  }

  /** The groups that transforms are over the scalars of. */
  static List<Group> groups() {
    return Msm.groupsOverPrimeFields().stream()
        .filter(group -> Ntt.fields().contains(group.scalars()))
        .toList();
  }

  /** The scalars of the groups that are measured. */
  static List<Field> fields(BenchPlan plan) {
    return Ntt.fields().stream()
        .filter(field -> plan.groups().stream().anyMatch(g -> g.scalars().equals(field)))
        .toList();
  }

  /** The curve whose scalars a field's numbers are. */
  private static String curve(Field field) {
    return Groups.all().stream()
        .filter(group -> group.scalars().equals(field))
        .map(Group::name)
        .findFirst()
        .orElse(field.name());
  }

  private static void measure(BenchSession session, Field field, int n) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment elements = elements(arena, field, n);
      int few = Math.min(n, MOST_ON_ONE_CORE);
      Contest contest = new Contest(session);
      contest.oneCore(task(field, elements.asSlice(0, (long) few * Elements.BYTES)));
      MemorySegment some =
          elements.asSlice(0, (long) Math.min(n, MOST_ON_ALL_CORES) * Elements.BYTES);
      contest.allCores(task(field, some));
      Workload<Elements> workload =
          memory -> task(field, memory.holding(elements)).into(memory.room(elements.byteSize()));
      if (n <= MOST_ON_ALL_CORES) {
        contest.cpuEndToEnd(workload);
      }
      contest.accelerators(List.of(workload));
    }
  }

  private static Ntt task(Field field, MemorySegment elements) {
    int n = (int) (elements.byteSize() / Elements.BYTES);
    return Ntt.of(Transform.forward(field, Integer.numberOfTrailingZeros(n)), elements);
  }

  /** Random numbers of one bit less than the modulus has. */
  private static MemorySegment elements(Arena arena, Field field, int count) {
    int mask = (1 << (field.bits() - 1 - 8 * (Elements.BYTES - 1))) - 1;
    MemorySegment elements = TestData.random(arena, (long) count * Elements.BYTES);
    for (long at = 0; at < elements.byteSize(); at += Elements.BYTES) {
      byte top = elements.get(ValueLayout.JAVA_BYTE, at);
      elements.set(ValueLayout.JAVA_BYTE, at, (byte) (top & mask));
    }
    return elements;
  }
}
