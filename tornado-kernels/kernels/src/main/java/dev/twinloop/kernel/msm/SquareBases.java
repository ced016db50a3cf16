package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.HostField;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Numbers;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.PointSum;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * Bases whose sums are known: point i is (i + 1)² G, so that every MSM over them is one multiple of
 * the generator. For tests and benchmarks of any size.
 *
 * <p>Made with two additions a point, P += D and D += 2 G, in affine coordinates; 256 lanes, each a
 * stretch of the points, share one inversion a step. About 2.5 µs a point and core on BN254, 3.5 on
 * BLS12-381.
 */
public final class SquareBases {
  private static final int LANES = 256;
  private static final int LEAST_STRETCH = 16;

  private SquareBases() {}

  /**
   * The points (i + 1)² G for i from 0.
   *
   * @param count 1 to 2^28
   * @param arena of the points' memory; not confined
   */
  public static Bases of(Group group, int count, Arena arena) {
    if (count < 1 || count > Bases.MOST) {
      throw new IllegalArgumentException("bases: count=" + count + ", accepted: 1 to 2^28");
    }
    MemorySegment points = arena.allocate((long) count * group.pointBytes(), 64);
    int perBlock = LANES * Math.max(LEAST_STRETCH, Math.min(1 << 8, count / LANES));
    HostField field = group.host();
    IntStream.range(0, (count + perBlock - 1) / perBlock)
        .parallel()
        .forEach(
            block -> {
              int from = block * perBlock;
              new Block(group, field, points).fill(from, Math.min(count, from + perBlock));
            });
    return Bases.of(group, "(i+1)^2 G", points);
  }

  /**
   * What an MSM of these bases must yield.
   *
   * @param scalars 32 bytes each, big-endian; the first belongs to point 0
   */
  public static Point sum(Group group, MemorySegment scalars) {
    int count = Math.toIntExact(scalars.byteSize() / Msm.SCALAR_BYTES);
    BigInteger total =
        IntStream.range(0, (count + 1023) / 1024)
            .parallel()
            .mapToObj(c -> weighted(scalars, c * 1024, Math.min(count, (c + 1) * 1024)))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return group.generator().multiple(total.mod(group.order()));
  }

  private static BigInteger weighted(MemorySegment scalars, int from, int to) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = from; i < to; i++) {
      long root = i + 1L;
      BigInteger scalar = Numbers.read(scalars, (long) i * Msm.SCALAR_BYTES, Msm.SCALAR_BYTES);
      sum = sum.add(scalar.multiply(BigInteger.valueOf(root * root)));
    }
    return sum;
  }

  /** One block of lanes; used by one thread. */
  private static final class Block {
    private final Group group;
    private final HostField field;
    private final MemorySegment points;
    private final long[] slope;
    private final long[] inverse;
    private final long[] x3;
    private final long[] twoX;
    private final long[] twoY;

    Block(Group group, HostField field, MemorySegment points) {
      this.group = group;
      this.field = field;
      this.points = points;
      this.slope = field.zero();
      this.inverse = field.zero();
      this.x3 = field.zero();
      this.twoX = field.zero();
      this.twoY = field.zero();
      multiple(2, twoX, twoY);
    }

    void fill(int from, int to) {
      int stretch = (to - from + LANES - 1) / LANES;
      int lanes = (to - from + stretch - 1) / stretch;
      long[][] px = new long[lanes][field.longs()];
      long[][] py = new long[lanes][field.longs()];
      long[][] dx = new long[lanes][field.longs()];
      long[][] dy = new long[lanes][field.longs()];
      for (int lane = 0; lane < lanes; lane++) {
        long root = from + (long) lane * stretch + 1;
        multiple(root * root, px[lane], py[lane]);
        multiple(2 * root + 1, dx[lane], dy[lane]);
      }
      long[][] products = new long[2 * lanes][field.longs()];
      for (int step = 0; step < stretch; step++) {
        for (int lane = 0; lane < lanes; lane++) {
          int index = from + lane * stretch + step;
          if (index < to) {
            write(px[lane], py[lane], index);
          }
        }
        if (step + 1 < stretch) {
          step(px, py, dx, dy, products);
        }
      }
    }

    /** P += D and D += 2 G in every lane; products hold those of all differences before. */
    private void step(long[][] px, long[][] py, long[][] dx, long[][] dy, long[][] products) {
      int lanes = px.length;
      long[] all = field.one();
      long[] difference = field.zero();
      for (int lane = 0; lane < lanes; lane++) {
        System.arraycopy(all, 0, products[2 * lane], 0, all.length);
        field.sub(difference, dx[lane], px[lane]);
        field.mul(all, all, difference);
        System.arraycopy(all, 0, products[2 * lane + 1], 0, all.length);
        field.sub(difference, twoX, dx[lane]);
        field.mul(all, all, difference);
      }
      field.invert(all, all);
      for (int lane = lanes - 1; lane >= 0; lane--) {
        long[] oldX = dx[lane].clone();
        long[] oldY = dy[lane].clone();
        field.mul(inverse, all, products[2 * lane + 1]);
        field.sub(difference, twoX, oldX);
        field.mul(all, all, difference);
        add(dx[lane], dy[lane], twoX, twoY);
        field.mul(inverse, all, products[2 * lane]);
        field.sub(difference, oldX, px[lane]);
        field.mul(all, all, difference);
        add(px[lane], py[lane], oldX, oldY);
      }
    }

    /** (x, y) += (otherX, otherY), where {@code inverse} is 1 / (otherX - x). */
    private void add(long[] x, long[] y, long[] otherX, long[] otherY) {
      field.sub(slope, otherY, y);
      field.mul(slope, slope, inverse);
      field.mul(x3, slope, slope);
      field.sub(x3, x3, x);
      field.sub(x3, x3, otherX);
      field.sub(x, x, x3);
      field.mul(slope, slope, x);
      field.sub(y, slope, y);
      System.arraycopy(x3, 0, x, 0, x.length);
    }

    private void write(long[] x, long[] y, int index) {
      long at = (long) index * group.pointBytes();
      field.store(x, points, at);
      field.store(y, points, at + group.coordinateBytes());
    }

    private void multiple(long factor, long[] x, long[] y) {
      PointSum sum = new PointSum(group);
      sum.setMultiple(PointSum.of(group.generator()), BigInteger.valueOf(factor));
      sum.affine(x, y);
    }
  }
}
