package dev.twinloop.kernel.machine;

/**
 * What a register can hold at most.
 *
 * @param limb the most of each limb but the last
 * @param top the most of the last limb, which takes all that is left
 */
public record Bound(long limb, long top) {
  /** The bound of either of two values. */
  public Bound or(Bound other) {
    return new Bound(Math.max(limb, other.limb), Math.max(top, other.top));
  }

  /** Whether every value of another bound is one of this. */
  public boolean covers(Bound other) {
    return other.limb <= limb && other.top <= top;
  }
}
