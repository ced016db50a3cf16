package dev.twinloop.kernel.msm.host;

import dev.twinloop.kernel.field.Fp;
import dev.twinloop.kernel.field.HostField;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.PointSum;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One window of a range of points: digits, points in the order of their digits, buckets, and the
 * sum of magnitude times bucket, the highest bucket first. Used by one thread.
 */
final class WindowPart {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int WORDS = HostMsm.SCALAR_BYTES / 8;

  /** Points that are added up together: they and their scratch stay in a core's own cache. */
  private static final int ROOM = 1 << 12;

  private final HostField field;
  private final int m;
  private final MemorySegment points;
  private final MemorySegment scalars;
  private final int shift;
  private final int buckets;
  private final boolean top;
  private final long[] bias = new long[WORDS];
  private final AffineTree tree;
  private final PointSum above;
  private final PointSum sum;
  private final long[] zero;
  private final long[] x;
  private final long[] y;

  WindowPart(Group group, MemorySegment points, MemorySegment scalars, HostCut cut, int window) {
    this.field = group.host();
    this.m = field.longs();
    this.points = points;
    this.scalars = scalars;
    this.shift = cut.bits() * window;
    this.buckets = 1 << (cut.bits() - 1);
    this.top = window == cut.windows() - 1;
    this.tree = new AffineTree(group, ROOM);
    this.above = new PointSum(group);
    this.sum = new PointSum(group);
    this.zero = field.zero();
    this.x = field.zero();
    this.y = field.zero();
    // Half of 2^bits at every digit below this one: what the sum carries here makes them signed.
    BigInteger halves = BigInteger.ZERO;
    for (int i = 0; i < cut.windows() - 1 && i <= window; i++) {
      halves = halves.setBit(cut.bits() * i + cut.bits() - 1);
    }
    for (int i = 0; i < WORDS; i++) {
      bias[i] = halves.shiftRight(64 * i).longValue();
    }
  }

  /** The part's sum. */
  PointSum sum(int from, int to) {
    int[] ends = new int[buckets + 1]; // of each magnitude's points; first their number
    int[] digits = new int[to - from];
    for (int i = from; i < to; i++) {
      int digit = digit(i);
      digits[i - from] = digit;
      ends[Math.abs(digit)]++;
    }
    ends[0] = 0;
    int highest = 0;
    for (int magnitude = 1; magnitude <= buckets; magnitude++) {
      highest = ends[magnitude] > 0 ? magnitude : highest;
      ends[magnitude] += ends[magnitude - 1];
    }
    int[] order = new int[ends[buckets]];
    int[] next = Arrays.copyOf(ends, buckets + 1);
    for (int i = digits.length - 1; i >= 0; i--) {
      if (digits[i] != 0) {
        order[--next[Math.abs(digits[i])]] = digits[i] < 0 ? ~(from + i) : from + i;
      }
    }
    Arrays.fill(digits, 0);
    buckets(order, ends, highest);
    Arrays.fill(order, 0);
    Arrays.fill(x, 0);
    Arrays.fill(y, 0);
    tree.wipe();
    return sum;
  }

  /** From -2^(c-1) to 2^(c-1) - 1; the highest digit, which has fewer bits, from 0 to 2^(c-1). */
  private int digit(int index) {
    long at = (long) index * HostMsm.SCALAR_BYTES;
    int word = shift >> 6;
    long carry = 0;
    long value = 0;
    for (int i = 0; i <= word; i++) {
      long scalar = scalars.get(WORD, at + 8L * i);
      value = scalar + bias[i] + carry;
      carry = Fp.overflow(scalar, bias[i], value);
    }
    int bit = shift & 63;
    long bits = value >>> bit;
    if (bit > 0 && word + 1 < WORDS) {
      long next = scalars.get(WORD, at + 8L * (word + 1)) + bias[word + 1] + carry;
      bits |= next << (64 - bit);
    }
    int digit = (int) bits & (2 * buckets - 1);
    return top ? digit : digit - buckets;
  }

  private void buckets(int[] order, int[] ends, int highest) {
    int first = highest;
    for (int magnitude = highest; magnitude > 0; magnitude--) {
      int length = ends[magnitude] - ends[magnitude - 1];
      if ((length > tree.left() || tree.buckets() == ROOM) && first > magnitude) {
        close();
        first = magnitude;
      }
      if (length > ROOM) {
        large(order, ends[magnitude - 1], ends[magnitude]);
      } else {
        tree.begin();
        gather(order, ends[magnitude - 1], ends[magnitude]);
      }
    }
    close();
  }

  /** Adds up what was gathered, and runs down its buckets. */
  private void close() {
    tree.add();
    for (int bucket = 0; bucket < tree.buckets(); bucket++) {
      for (int i = 0; i < tree.length(bucket); i++) {
        tree.read(bucket, i, x, y);
        above.add(x, y);
      }
      sum.add(above);
    }
    tree.clear();
  }

  /** A bucket that is larger than the tree: piece by piece, with the sum so far as a point. */
  private void large(int[] order, int from, int to) {
    tree.begin();
    for (int at = from; at < to; ) {
      int end = Math.min(to, at + tree.left());
      gather(order, at, end);
      tree.addAll();
      at = end;
    }
  }

  private void gather(int[] order, int from, int to) {
    long[] into = tree.points();
    for (int i = from; i < to; i++) {
      int point = order[i] ^ (order[i] >> 31);
      int next = tree.next();
      MemorySegment.copy(points, WORD, 16L * m * point, into, next, 2 * m);
      if (order[i] < 0) {
        field.sub(into, next + m, zero, 0, into, next + m);
      }
      tree.take();
    }
  }
}
