package dev.twinloop.task;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The control array of one kernel. It holds everything that changes from run to run. Sizes and
 * scalars cannot change, because they are constants in the compiled kernel.
 *
 * <pre>
 *   index   0      1    2       3 … 15
 *         +------+----+-------+---------------------+
 *         | FROM | TO | NONCE | the program's own   |
 *         +------+----+-------+---------------------+
 * </pre>
 *
 * Loop turn {@code k} works on item {@code FROM + k} if that number is below {@code TO}. Then it
 * writes {@code NONCE} into {@code receipt[k]}.
 */
public final class Control {
  /** Index of the first item. */
  public static final int FROM = 0;

  /** Index of the end of the range. */
  public static final int TO = 1;

  /** Index of the run's nonce. */
  public static final int NONCE = 2;

  /** First index that programs may use for values of their own. */
  public static final int FIRST_PARAMETER = 3;

  /** Length of every control array, in ints. */
  public static final int INTS = 16;

  private static final int UNSET = -1;

  private final MemorySegment payload;
  private final KernelCall kernel;
  private final @Nullable Control before;

  Control(MemorySegment payload, KernelCall kernel, @Nullable Control before) {
    this.payload = payload;
    this.kernel = kernel;
    this.before = before;
  }

  /**
   * The control of the launch before this launch. Its work is set already.
   *
   * @throws IllegalStateException if there is no launch before
   */
  public Control before() {
    if (before == null) {
      throw new IllegalStateException("kernel " + kernel.method() + ": it is the first");
    }
    return before;
  }

  /**
   * Sets the items this kernel works on in the next run: {@code [0, items)}.
   *
   * @param items 0 to the kernel's own {@link KernelCall#items}
   */
  public Control items(int items) {
    if (items < 0 || items > kernel.items()) {
      throw new IllegalArgumentException(
          "kernel %s: items=%d, accepted: 0 to %d"
              .formatted(kernel.method(), items, kernel.items()));
    }
    payload.setAtIndex(JAVA_INT, FROM, 0);
    payload.setAtIndex(JAVA_INT, TO, items);
    return this;
  }

  /** Sets one of the program's own values: {@code index} from {@link #FIRST_PARAMETER} to 15. */
  public Control parameter(int index, int value) {
    if (index < FIRST_PARAMETER || index >= INTS) {
      throw new IllegalArgumentException(
          "control: index=" + index + ", accepted: " + FIRST_PARAMETER + " to " + (INTS - 1));
    }
    payload.setAtIndex(JAVA_INT, index, value);
    return this;
  }

  /** The last value of one of the program's own values. */
  public int parameter(int index) {
    return payload.getAtIndex(JAVA_INT, index);
  }

  /** The largest number of items for this kernel: the size of its receipt array. */
  public int most() {
    return kernel.items();
  }

  /** End of the range set for the next run. */
  public int to() {
    return payload.getAtIndex(JAVA_INT, TO);
  }

  /** Forgets the items of the last run, so that an encode that sets none is noticed. */
  void unset() {
    payload.setAtIndex(JAVA_INT, TO, UNSET);
  }

  void nonce(int nonce) {
    if (to() == UNSET) {
      throw new IllegalStateException(
          "kernel "
              + kernel.method()
              + ": encode did not say how many items it works on; the work of its launch calls control.items(n)");
    }
    payload.setAtIndex(JAVA_INT, NONCE, nonce);
  }
}
