package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Point;

/**
 * The five sums that a proof is made of, before blinding. As secret as the witness: equal witnesses
 * have equal ones.
 *
 * @param a Σ w_i A_i
 * @param b1 Σ w_i B_i in G1
 * @param b2 Σ w_i B_i in G2
 * @param c Σ w_i C_i over the private wires
 * @param h Σ h_j H_j
 */
record ProverSums(Point a, Point b1, Point b2, Point c, Point h) {
  /** The sums of two parts of the wires. */
  ProverSums plus(ProverSums other) {
    return new ProverSums(
        a.plus(other.a), b1.plus(other.b1), b2.plus(other.b2), c.plus(other.c), h.plus(other.h));
  }

  /** No coordinate: they are secret. */
  @Override
  public String toString() {
    return "prover sums (secret)";
  }
}
