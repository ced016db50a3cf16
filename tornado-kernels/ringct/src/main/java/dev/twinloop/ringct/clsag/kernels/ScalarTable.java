package dev.twinloop.ringct.clsag.kernels;

/**
 * The {@code order} buffer: the numbers by which kernels compute modulo l, 32-bit words, least
 * significant first.
 *
 * <pre>
 *   int  0   8        16      17             25             34              42
 *       +---+--------+-------+--------------+--------------+---------------+
 *       | l | R^2    | -1/l  | point offset | base offset  | l + offset    |
 *       +---+--------+-------+--------------+--------------+---------------+
 * </pre>
 *
 * R is 2^256; -1/l modulo 2^32. Offsets are those of the digits.
 */
public final class ScalarTable {
  public static final int ORDER = 0;
  public static final int SQUARE = 8;
  public static final int INVERSE = 16;
  public static final int POINT_OFFSET = 17;
  public static final int BASE_OFFSET = 25;
  public static final int ORDER_DIGITS = 34;

  /** Ints in all. */
  public static final int INTS = 42;

  private ScalarTable() {}
}
