package dev.twinloop.kernel.edwards;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of multiples of points, scalars as integers in [0, l): for a few points, interleaved signed
 * windows over one run of doublings (E. Straus, 1964); for many, buckets (N. Pippenger, 1976). One
 * thread; exact for points of any order.
 */
public final class EdwardsSum {
  /** From here on buckets are faster. */
  private static final int MANY = 160;

  private static final int POINT_WIDTH = 5;
  private static final int BASE_WIDTH = 8;
  private static final int SCALAR_BITS = 253;

  private static final class Base {
    static final RunningPoint.Cached[] ODD = oddMultiples(EdwardsPoint.BASE, BASE_WIDTH);
  }

  private EdwardsSum() {}

  /**
   * The sum of scalar times point, pair by pair.
   *
   * @throws IllegalArgumentException if there are not as many scalars as points
   */
  public static EdwardsPoint of(List<EdwardsScalar> scalars, List<EdwardsPoint> points) {
    requireAsMany(scalars, points);
    return points.size() < MANY ? straus(null, scalars, points) : buckets(scalars, points);
  }

  /**
   * The same, plus a multiple of the base point, whose table is made once.
   *
   * @throws IllegalArgumentException if there are not as many scalars as points
   */
  public static EdwardsPoint withBase(
      EdwardsScalar base, List<EdwardsScalar> scalars, List<EdwardsPoint> points) {
    requireAsMany(scalars, points);
    if (points.size() < MANY) {
      return straus(base, scalars, points);
    }
    return EdwardsPoint.baseTimes(base).plus(buckets(scalars, points));
  }

  private static void requireAsMany(List<?> scalars, List<?> points) {
    if (scalars.size() != points.size()) {
      throw new IllegalArgumentException(
          "sum: scalars=%d, points=%d, accepted: as many".formatted(scalars.size(), points.size()));
    }
  }

  private static EdwardsPoint straus(
      @Nullable EdwardsScalar base, List<EdwardsScalar> scalars, List<EdwardsPoint> points) {
    int streams = points.size() + (base == null ? 0 : 1);
    byte[][] digits = new byte[streams][];
    RunningPoint.Cached[][] tables = new RunningPoint.Cached[streams][];
    for (int i = 0; i < points.size(); i++) {
      digits[i] = nonAdjacent(scalars.get(i), POINT_WIDTH);
      tables[i] = oddMultiples(points.get(i), POINT_WIDTH);
    }
    if (base != null) {
      digits[streams - 1] = nonAdjacent(base, BASE_WIDTH);
      tables[streams - 1] = Base.ODD;
    }
    RunningPoint sum = new RunningPoint(EdwardsPoint.IDENTITY);
    boolean started = false;
    for (int bit = SCALAR_BITS; bit >= 0; bit--) {
      int last = last(digits, bit);
      if (started) {
        sum.twice(last >= 0 || bit == 0);
      }
      for (int i = 0; i <= last; i++) {
        int digit = digits[i][bit];
        if (digit != 0) {
          RunningPoint.Cached entry = tables[i][Math.abs(digit) / 2];
          sum.add(entry, digit, i < last || bit == 0);
          started = true;
        }
      }
    }
    return sum.point();
  }

  /** The last stream with a digit at this bit, or -1. */
  private static int last(byte[][] digits, int bit) {
    int last = digits.length - 1;
    while (last >= 0 && digits[last][bit] == 0) {
      last--;
    }
    return last;
  }

  /** 1, 3, 5, … times a point: 2^(width-2) of them. */
  private static RunningPoint.Cached[] oddMultiples(EdwardsPoint point, int width) {
    RunningPoint.Cached[] odd = new RunningPoint.Cached[1 << (width - 2)];
    RunningPoint.Cached twice = new RunningPoint.Cached(point.twice());
    RunningPoint running = new RunningPoint(point);
    odd[0] = new RunningPoint.Cached(point);
    for (int i = 1; i < odd.length; i++) {
      running.add(twice, 1, true);
      odd[i] = new RunningPoint.Cached(running.point());
    }
    return odd;
  }

  /**
   * The signed digits of width-w non-adjacent form, a digit a bit: odd and below 2^(w-1) in
   * absolute value, or 0.
   */
  private static byte[] nonAdjacent(EdwardsScalar scalar, int width) {
    long[] k = Arrays.copyOf(scalar.toWords(), 5);
    byte[] digits = new byte[SCALAR_BITS + 1];
    int carry = 0;
    for (int bit = 0; bit <= SCALAR_BITS; ) {
      int window = window(k, bit, width) + carry;
      if ((window & 1) == 0) {
        bit++; // the carry, if any, stays: the bit was 1
        continue;
      }
      carry = window >> (width - 1) & 1;
      digits[bit] = (byte) (window - (carry << width));
      bit += width;
    }
    return digits;
  }

  private static int window(long[] k, int bit, int width) {
    int word = bit >> 6;
    long low = k[word] >>> (bit & 63);
    long high = word + 1 < k.length ? k[word + 1] << 1 << (63 - (bit & 63)) : 0;
    return (int) (low | high) & ((1 << width) - 1);
  }

  private static EdwardsPoint buckets(List<EdwardsScalar> scalars, List<EdwardsPoint> points) {
    int n = points.size();
    int width = Math.clamp(31 - Integer.numberOfLeadingZeros(n) - 2, 4, 13);
    int windows = (SCALAR_BITS + width) / width;
    List<RunningPoint.Cached> cached = new ArrayList<>(n);
    short[][] digits = new short[n][];
    for (int i = 0; i < n; i++) {
      cached.add(new RunningPoint.Cached(points.get(i)));
      digits[i] = signed(scalars.get(i), width, windows);
    }
    RunningPoint all = new RunningPoint(EdwardsPoint.IDENTITY);
    for (int w = windows - 1; w >= 0; w--) {
      for (int i = 0; i < width; i++) {
        all.twice(i == width - 1);
      }
      EdwardsPoint sum = windowSum(w, width, digits, cached);
      all.add(new RunningPoint.Cached(sum), 1, w == 0);
    }
    return all.point();
  }

  private static EdwardsPoint windowSum(
      int w, int width, short[][] digits, List<RunningPoint.Cached> points) {
    @Nullable RunningPoint[] buckets = new RunningPoint[(1 << (width - 1)) + 1];
    for (int i = 0; i < digits.length; i++) {
      int digit = digits[i][w];
      if (digit != 0) {
        int at = Math.abs(digit);
        RunningPoint bucket = buckets[at];
        if (bucket == null) {
          bucket = new RunningPoint(EdwardsPoint.IDENTITY);
          buckets[at] = bucket;
        }
        bucket.add(points.get(i), digit, true);
      }
    }
    RunningPoint running = new RunningPoint(EdwardsPoint.IDENTITY);
    RunningPoint sum = new RunningPoint(EdwardsPoint.IDENTITY);
    for (int i = buckets.length - 1; i > 0; i--) {
      RunningPoint bucket = buckets[i];
      if (bucket != null) {
        running.add(new RunningPoint.Cached(bucket.point()), 1, true);
      }
      sum.add(new RunningPoint.Cached(running.point()), 1, true);
    }
    return sum.point();
  }

  /** Windows of {@code width} bits as digits from -2^(width-1) to 2^(width-1). */
  private static short[] signed(EdwardsScalar scalar, int width, int windows) {
    long[] k = Arrays.copyOf(scalar.toWords(), 5);
    short[] digits = new short[windows];
    int carry = 0;
    for (int w = 0; w < windows; w++) {
      int digit = window(k, w * width, width) + carry;
      carry = digit > 1 << (width - 1) ? 1 : 0;
      digits[w] = (short) (digit - (carry << width));
    }
    return digits;
  }
}
