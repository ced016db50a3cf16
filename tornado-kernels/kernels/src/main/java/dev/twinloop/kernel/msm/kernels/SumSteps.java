package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * From buckets to few points. Kernel code.
 *
 * <p>Bucket i of segment s counts {@code s * size + i + 1} times. A thread of {@link #segment} adds
 * up a segment twice: each bucket once, and each {@code i + 1} times. What is left to do is the sum
 * of the latter, and s times the former; the bits of s say which. So the sums of segments lie in
 * <em>strands</em>, half as many in each as a window has segments:
 *
 * <pre>
 *   strand 0, 1     weighted sums of the first half of the segments, of the second half
 *   strand 2 + j    plain sums of the segments whose number has bit j
 * </pre>
 *
 * Each strand is added up by {@link #sum} in some rounds; the host doubles and adds what they come
 * to. No thread has a chain of doublings.
 */
public final class SumSteps {
  /** Control parameter: log of the buckets of a segment. */
  public static final int SEGMENT_LOG = Control.FIRST_PARAMETER;

  /** Control parameter: log of the segments of a window, at least 1. */
  public static final int SEGMENTS_LOG = Control.FIRST_PARAMETER + 1;

  /** Control parameter: points that an item adds up. */
  public static final int FAN = Control.FIRST_PARAMETER;

  /** Strands of weighted sums. */
  public static final int WEIGHTED = 2;

  private static final int SUM = XyzzAdd.SUM;
  private static final int ADDED = XyzzAdd.ADDED;

  private SumSteps() {}

  /**
   * Point SUM += point ADDED.
   *
   * @param f file of {@link XyzzAdd}, or of {@link ExtensionAdd}
   * @param g file of {@link XyzzNumbers}; over an extension any
   * @param k of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples}; over an extension any
   * @param two 2, which compilers must not know
   * @param code of the machine's addition; over an extension any
   */
  static void plus(int[] f, int[] g, int[] n, int[] k, int two, LongArray code, int limbs) {
    if (limbs > XyzzNumbers.half(limbs)) {
      ExtensionAdd.addAny(f, n, two, limbs);
    } else {
      XyzzAdd.add(f, g, n, k, two, code, limbs);
    }
  }

  /**
   * Adds up one segment.
   *
   * @param h room for two points: the plain sum, the weighted one
   */
  public static void segment(
      int[] f,
      int[] g,
      int[] h,
      int[] n,
      int[] k,
      int item,
      IntArray control,
      LongArray code,
      IntArray buckets,
      IntArray strands,
      int limbs) {
    int ints = 4 * limbs;
    int two = control.get(RunSteps.TWO);
    int sizeLog = control.get(SEGMENT_LOG);
    int log = control.get(SEGMENTS_LOG);
    for (int i = 0; i < 2 * ints; i++) {
      h[i] = 0;
    }
    int turns = two << sizeLog;
    for (int turn = 0; turn < turns; turn++) {
      int sum = (turn & 1) * ints;
      for (int i = 0; i < ints; i++) {
        f[SUM * limbs + i] = h[sum + i];
      }
      if (sum == 0) {
        int bucket = ((item + 1) << sizeLog) - 1 - (turn >> 1);
        XyzzNumbers.load(f, ADDED * limbs, buckets, bucket * ints, ints);
      } else {
        for (int i = 0; i < ints; i++) {
          f[ADDED * limbs + i] = h[i];
        }
      }
      plus(f, g, n, k, two, code, limbs);
      for (int i = 0; i < ints; i++) {
        h[sum + i] = f[SUM * limbs + i];
      }
    }
    if (limbs > XyzzNumbers.half(limbs)) {
      ExtensionAdd.settle(h, 0, n, limbs);
      ExtensionAdd.settle(h, ints, n, limbs);
    }
    int segment = item & ((1 << log) - 1);
    int first = (item >> log) * (log + WEIGHTED);
    int half = log - 1;
    int at = ((first + (segment >> half)) << half) + (segment & ((1 << half) - 1));
    for (int i = 0; i < ints; i++) {
      strands.set(at * ints + i, h[ints + i]);
    }
    for (int bit = 0; bit < log; bit++) {
      if (((segment >> bit) & 1) == 1) {
        int place = ((segment >> (bit + 1)) << bit) | (segment & ((1 << bit) - 1));
        at = ((first + WEIGHTED + bit) << half) + place;
        for (int i = 0; i < ints; i++) {
          strands.set(at * ints + i, h[i]);
        }
      }
    }
  }

  /** Adds up consecutive points. */
  public static void sum(
      int[] f,
      int[] g,
      int[] n,
      int[] k,
      int item,
      IntArray control,
      LongArray code,
      IntArray in,
      IntArray out,
      int limbs) {
    int ints = 4 * limbs;
    int two = control.get(RunSteps.TWO);
    int fan = control.get(FAN);
    int from = item * fan;
    XyzzNumbers.load(f, SUM * limbs, in, from * ints, ints);
    for (int i = 1; i < fan; i++) {
      XyzzNumbers.load(f, ADDED * limbs, in, (from + i) * ints, ints);
      plus(f, g, n, k, two, code, limbs);
    }
    if (limbs > XyzzNumbers.half(limbs)) {
      ExtensionAdd.settle(f, SUM, n, limbs);
    }
    XyzzNumbers.store(f, SUM, out, item * ints, ints);
  }
}
