package dev.twinloop.kernel.machine;

/**
 * The numbers that a machine computes with, as an {@link Assembler} sees them: how large the result
 * of each step can be. Each method refuses operands for which some limb or column could overflow.
 */
public interface Numbers {
  /**
   * A multiple of the modulus that keeps a difference from falling below zero in any limb.
   *
   * @param multiple what instructions call it; 0 for none
   * @param limb the most it adds to each limb but the last
   * @param top what it adds to the last limb
   */
  record Lift(int multiple, long limb, long top) {
    /** Nothing is added. */
    public static final Lift NONE = new Lift(0, 0, 0);
  }

  /**
   * The smallest lift that covers these limbs.
   *
   * @throws IllegalStateException if there is none
   */
  Lift lift(long limb, long top);

  /**
   * The bound of a product.
   *
   * @throws IllegalStateException if a column could overflow
   */
  Bound product(Bound a, Bound b);

  /**
   * The bound of a sum that gave its carries, from that of its limbs before.
   *
   * @throws IllegalStateException if a limb could overflow
   */
  Bound carried(long limb, long top);
}
