package dev.twinloop.kernel.ecdsa.kernels;

/**
 * Where programs and their heads lie in the {@code code} buffer of a point kernel. A program runs
 * for an item whose status is its {@code RUN_ON} when its turn comes.
 *
 * <pre>
 *   index   0           1             2            3             8
 *         +-----------+-------------+------------+-------------+--------+---  ---+--------------+
 *         | HEADS_END | TABLE_LONGS | BASE_LONGS | SCALAR_INTS | head 0 |   …    | instructions |
 *         +-----------+-------------+------------+-------------+--------+---  ---+--------------+
 *   head    RUN_ON, START, END, ON_MISS, ON_MATCH, ON_ZERO, OFF_CURVE
 * </pre>
 */
public final class PointCode {
  public static final int HEADS_END = 0;

  public static final int TABLE_LONGS = 1;

  public static final int BASE_LONGS = 2;

  public static final int SCALAR_INTS = 3;

  /** Where the first head is, and how long each is. */
  public static final int HEAD = 8;

  public static final int RUN_ON = 0;

  public static final int START = 1;

  public static final int END = 2;

  public static final int ON_MISS = 3;

  public static final int ON_MATCH = 4;

  public static final int ON_ZERO = 5;

  public static final int OFF_CURVE = 6;

  private PointCode() {}
}
