package dev.twinloop.kernel.group;

import java.math.BigInteger;

/**
 * How it is found out whether a point P of the curve belongs to the group of order r: by an
 * equation that holds for no other point of the curve.
 */
public sealed interface Membership {
  /** The cofactor is one: every point of the curve belongs to it. */
  record Always() implements Membership {}

  /** By its definition: r P = infinity. */
  record ByOrder() implements Membership {}

  /**
   * (βx, y) = λ P for a cube root β of one, on curves with a = 0.
   *
   * <p>As (x, y) + (βx, y) + (β²x, y) = 0, such a point has (λ² + λ + 1) P = 0. With λ = -u² for
   * the parameter u of a BLS12 curve that number is r. M. Scott, "A note on group membership tests
   * for G1, G2 and GT on BLS pairing-friendly curves" (2021).
   *
   * @param lambda λ; which of both roots β belongs to it is found by the generator
   */
  record CubeRoot(BigInteger lambda) implements Membership {}

  /**
   * ψ(P) = λ P for the p-power Frobenius map, taken through the curve that this one is a sextic
   * twist of: ψ(x, y) = (x̄ c², ȳ c³) with c² = (b / b')^((p-1)/3), c³ = (b / b')^((p-1)/2).
   *
   * <p>As ψ² - t ψ + p = 0 for the trace t, such a point has (λ² - t λ + p) P = 0. With λ = t - 1
   * (u on BLS12 curves, 6 u² on BN curves) that number is p + 1 - t, the number of points of the
   * curve below. It is r on BN curves; on BLS12 curves it is r times a cofactor that has no factor
   * in common with the twist's. M. Scott, as above.
   *
   * @param b the constant term of the curve below
   * @param lambda λ
   */
  record Frobenius(BigInteger b, BigInteger lambda) implements Membership {}
}
