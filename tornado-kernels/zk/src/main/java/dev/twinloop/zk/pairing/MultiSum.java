package dev.twinloop.zk.pairing;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * s_0 P_0 + s_1 P_1 + … on the host, by buckets (N. Pippenger, 1976): windows of c bits, one bucket
 * a digit, windows spread over the cores.
 *
 * @param points affine points, coordinates in Montgomery form, little-endian limbs: a zkey's bytes
 * @param scalars plain numbers, little-endian
 * @param scalarBytes bytes of a scalar
 * @param count how many of each
 */
public record MultiSum(MemorySegment points, MemorySegment scalars, int scalarBytes, int count) {
  private static final int MOST_WINDOW = 14;
  private static final int FEW = 24;

  public MultiSum {
    if (count < 0 || scalars.byteSize() < (long) count * scalarBytes) {
      throw new IllegalArgumentException(
          "sum: %d points, %d bytes of scalars, accepted: %d bytes for each point"
              .formatted(count, scalars.byteSize(), scalarBytes));
    }
  }

  /**
   * The sum, affine. What was computed on the way is zeroed: scalars may be secret, though which
   * buckets they touch is not hidden from a program that watches this machine's memory.
   *
   * @param group of the points; asked once a thread
   */
  public long[] affine(Supplier<Weierstrass> group) {
    Weierstrass g = group.get();
    if (count <= FEW) {
      return fewAffine(g);
    }
    int c = window();
    int windows = (8 * scalarBytes + c - 1) / c;
    long[][] sums =
        IntStream.range(0, windows)
            .parallel()
            .mapToObj(w -> windowSum(group.get(), w * c, c))
            .toArray(long[][]::new);
    return joined(g, sums, c);
  }

  /** The same on the calling thread alone. */
  public long[] affineHere(Weierstrass g) {
    if (count <= FEW) {
      return fewAffine(g);
    }
    int c = window();
    int windows = (8 * scalarBytes + c - 1) / c;
    long[][] sums = new long[windows][];
    for (int w = 0; w < windows; w++) {
      sums[w] = windowSum(g, w * c, c);
    }
    return joined(g, sums, c);
  }

  /** By a table of 15 multiples for each point, and doublings that all share (E. Straus, 1964). */
  private long[] fewAffine(Weierstrass g) {
    int jacobian = g.jacobianSize();
    long[] tables = new long[count * 16 * jacobian];
    long[] point = new long[g.affineSize()];
    for (int i = 0; i < count; i++) {
      load(point, i);
      g.setInfinity(tables, 16 * i * jacobian);
      for (int k = 16 * i + 1; k < 16 * (i + 1); k++) {
        g.addAffine(tables, k * jacobian, tables, (k - 1) * jacobian, point, 0);
      }
    }
    long[] sum = new long[jacobian];
    g.setInfinity(sum, 0);
    for (int bit = 8 * scalarBytes - 4; bit >= 0; bit -= 4) {
      for (int i = 0; i < 4 && !g.infinity(sum, 0); i++) {
        g.dbl(sum, 0, sum, 0);
      }
      for (int i = 0; i < count; i++) {
        g.add(sum, 0, sum, 0, tables, (16 * i + digit(i, bit, 4)) * jacobian);
      }
    }
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, sum, 0);
    Arrays.fill(tables, 0);
    Arrays.fill(sum, 0);
    return affine;
  }

  private void load(long[] point, int index) {
    MemorySegment limbs = MemorySegment.ofArray(point);
    MemorySegment.copy(points, (long) index * limbs.byteSize(), limbs, 0, limbs.byteSize());
  }

  private static long[] joined(Weierstrass g, long[][] sums, int c) {
    long[] sum = new long[g.jacobianSize()];
    g.setInfinity(sum, 0);
    for (int w = sums.length - 1; w >= 0; w--) {
      for (int i = 0; i < c; i++) {
        g.dbl(sum, 0, sum, 0);
      }
      g.add(sum, 0, sum, 0, sums[w], 0);
      Arrays.fill(sums[w], 0);
    }
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, sum, 0);
    Arrays.fill(sum, 0);
    return affine;
  }

  /** The width of windows that takes the fewest additions. */
  private int window() {
    int best = 1;
    long fewest = Long.MAX_VALUE;
    for (int c = 1; c <= MOST_WINDOW; c++) {
      long windows = (8L * scalarBytes + c - 1) / c;
      long additions = windows * (count + 3L * (1L << c) + 2L * c);
      if (additions < fewest) {
        fewest = additions;
        best = c;
      }
    }
    return best;
  }

  /** The sum of digit d times point, over the digits of one window. */
  private long[] windowSum(Weierstrass g, int bit, int c) {
    int jacobian = g.jacobianSize();
    long[] buckets = new long[((1 << c) - 1) * jacobian];
    for (int i = 0; i < buckets.length; i += jacobian) {
      g.setInfinity(buckets, i);
    }
    long[] point = new long[g.affineSize()];
    for (int i = 0; i < count; i++) {
      int digit = digit(i, bit, c);
      if (digit != 0) {
        load(point, i);
        int bucket = (digit - 1) * jacobian;
        g.addAffine(buckets, bucket, buckets, bucket, point, 0);
      }
    }
    long[] running = new long[jacobian];
    long[] sum = new long[jacobian];
    g.setInfinity(running, 0);
    g.setInfinity(sum, 0);
    for (int i = buckets.length - jacobian; i >= 0; i -= jacobian) {
      g.add(running, 0, running, 0, buckets, i);
      g.add(sum, 0, sum, 0, running, 0);
    }
    Arrays.fill(buckets, 0);
    Arrays.fill(running, 0);
    return sum;
  }

  /** c bits of a scalar from {@code bit} on; beyond its end are zeros. */
  private int digit(int index, int bit, int c) {
    int word = 0;
    int first = bit >>> 3;
    for (int i = 0; i < 3 && first + i < scalarBytes; i++) {
      long at = (long) index * scalarBytes + first + i;
      word |= (scalars.get(JAVA_BYTE, at) & 0xff) << (8 * i);
    }
    return (word >>> (bit & 7)) & ((1 << c) - 1);
  }
}
