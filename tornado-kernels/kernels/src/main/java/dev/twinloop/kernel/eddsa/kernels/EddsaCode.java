package dev.twinloop.kernel.eddsa.kernels;

/**
 * Where programs lie in the {@code code} buffer of {@link PointKernels}: their ends in front, then
 * one behind the other.
 *
 * <pre>
 *   index   0      1       2       3      4      5
 *         +------+-------+-------+------+------+--------+-------+-------+------+------+
 *         | main | first | forth | turn | back |  main  | first | forth | turn | back |
 *         +------+-------+-------+------+------+--------+-------+-------+------+------+
 * </pre>
 */
public final class EddsaCode {
  /** The points of one item. */
  public static final int MAIN = 0;

  /** Before the first item of a group. */
  public static final int FIRST = 1;

  /** Each item's part, from the first to the last. */
  public static final int FORTH = 2;

  /** Between them. */
  public static final int TURN = 3;

  /** Each item's part, from the last to the first. */
  public static final int BACK = 4;

  /** How many there are. */
  public static final int COUNT = 5;

  private EddsaCode() {}
}
