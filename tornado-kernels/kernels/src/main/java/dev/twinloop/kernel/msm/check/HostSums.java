package dev.twinloop.kernel.msm.check;

import dev.twinloop.kernel.field.HostField;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.PointSum;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Buckets and sums of a slice from its scalars and points alone, on all cores of the host.
 * Thread-safe.
 */
public final class HostSums {
  private static final int LEAST_PART = 1 << 12;
  private static final int MOST_PARTS = 64;
  private static final int BYTES = 256;

  private final Group group;
  private final HostField field;
  private final MemorySegment points;
  private final ReducedScalars scalars;
  private final int count;

  /**
   * @param points 64 or 96 bytes each, big-endian, x before y
   * @param scalars 32 bytes each, as many
   */
  public HostSums(Group group, MemorySegment points, MemorySegment scalars) {
    this.group = group;
    this.field = group.host();
    this.points = points;
    this.scalars = new ReducedScalars(group, scalars);
    this.count = Math.toIntExact(scalars.byteSize() / ReducedScalars.BYTES);
  }

  /**
   * Buckets.
   *
   * @param sums one a bucket
   * @param points how many points lie in them
   */
  record Counted(List<PointSum> sums, int points) {}

  /**
   * The buckets of magnitudes {@code first}, {@code first + 1} … of a window: of its digit, or, if
   * devices have multiples of the points, of all digits, the highest first.
   */
  Counted buckets(MsmPlan plan, int window, int first, int many) {
    if (!plan.multiples()) {
      return buckets(new WindowDigit(plan.window(), window), first, many);
    }
    List<PointSum> sums = Stream.generate(() -> new PointSum(group)).limit(many).toList();
    int added = 0;
    for (int digit = plan.digits() - 1; digit >= 0; digit--) {
      Counted counted = buckets(new WindowDigit(plan.window(), digit), first, many);
      for (int i = 0; i < many; i++) {
        sums.get(i).twice(plan.window());
        sums.get(i).add(counted.sums().get(i));
      }
      added += counted.points();
    }
    return new Counted(sums, added);
  }

  /** The buckets of magnitudes {@code first}, {@code first + 1} … of one digit; one pass. */
  Counted buckets(WindowDigit digit, int first, int many) {
    int parts = Math.clamp(count / LEAST_PART, 1, MOST_PARTS);
    Part[] all =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(p -> new Part(many).fill(digit, first, start(p, parts), start(p + 1, parts)))
            .toArray(Part[]::new);
    List<PointSum> sums =
        IntStream.range(0, many).parallel().mapToObj(bucket -> total(all, bucket)).toList();
    return new Counted(sums, Arrays.stream(all).mapToInt(part -> part.added).sum());
  }

  private int start(int part, int parts) {
    return (int) ((long) count * part / parts);
  }

  private PointSum total(Part[] parts, int bucket) {
    PointSum total = new PointSum(group);
    for (Part part : parts) {
      PointSum sum = part.sums[bucket];
      if (sum != null) {
        total.add(sum);
      }
    }
    return total;
  }

  /** The whole sum, a byte of all scalars at a time. */
  public PointSum sum() {
    PointSum[] bytes =
        IntStream.range(0, ReducedScalars.BYTES)
            .parallel()
            .mapToObj(this::ofByte)
            .toArray(PointSum[]::new);
    PointSum sum = new PointSum(group);
    for (int i = bytes.length - 1; i >= 0; i--) {
      sum.twice(Byte.SIZE);
      sum.add(bytes[i]);
    }
    return sum;
  }

  private PointSum ofByte(int index) {
    Part buckets = new Part(BYTES);
    long[] s = new long[ReducedScalars.WORDS];
    for (int i = 0; i < count; i++) {
      scalars.read(s, i);
      int value = (int) (s[index >> 3] >>> (8 * (index & 7))) & (BYTES - 1);
      if (value != 0) {
        buckets.add(value, i, false);
      }
    }
    PointSum above = new PointSum(group);
    PointSum sum = new PointSum(group);
    for (int value = BYTES - 1; value > 0; value--) {
      PointSum bucket = buckets.sums[value];
      if (bucket != null) {
        above.add(bucket);
      }
      sum.add(above);
    }
    return sum;
  }

  /** Buckets of a part of the points; used by one thread. */
  private final class Part {
    private final @Nullable PointSum[] sums;
    private final long[] x = field.zero();
    private final long[] y = field.zero();
    private final long[] zero = field.zero();
    private int added;

    Part(int many) {
      this.sums = new PointSum[many];
    }

    Part fill(WindowDigit digit, int first, int from, int to) {
      long[] s = new long[ReducedScalars.WORDS];
      for (int i = from; i < to; i++) {
        scalars.read(s, i);
        int value = digit.of(s);
        int bucket = Math.abs(value) - first;
        if (bucket >= 0 && bucket < sums.length) {
          add(bucket, i, value < 0);
        }
      }
      return this;
    }

    void add(int bucket, int point, boolean minus) {
      long at = (long) point * group.pointBytes();
      field.load(x, points, at);
      field.load(y, points, at + group.coordinateBytes());
      if (minus) {
        field.sub(y, zero, y);
      }
      PointSum sum = Objects.requireNonNullElseGet(sums[bucket], () -> new PointSum(group));
      sum.add(x, y);
      sums[bucket] = sum;
      added++;
    }
  }
}
