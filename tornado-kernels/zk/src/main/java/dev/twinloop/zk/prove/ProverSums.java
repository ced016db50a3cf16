package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Begun;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The five sums that a proof is made of, before blinding, each known when it is asked for: those in
 * G1 are there before the one in G2 is. As secret as the witness: equal witnesses have equal ones.
 * Thread-safe.
 *
 * <p>What asks for a sum waits for it, and fails with an {@link IllegalArgumentException} if what a
 * device gave is no point.
 */
final class ProverSums {
  private final List<Supplier<Point>> five;

  private ProverSums(List<Supplier<Point>> five) {
    this.five = five;
  }

  /** Sums that are known: Σ w_i A_i, Σ w_i B_i in G1 and in G2, Σ w_i C_i, Σ h_j H_j. */
  ProverSums(Point a, Point b1, Point b2, Point c, Point h) {
    this(List.of(() -> a, () -> b1, () -> b2, () -> c, () -> h));
  }

  /**
   * Sums that threads of the common pool compute from now on.
   *
   * @param inG1 of A, B, C and H
   * @param inG2 of B, the dearest
   */
  static ProverSums begun(List<Supplier<Point>> inG1, Supplier<Point> inG2) {
    Supplier<Point> b2 = Begun.of(inG2);
    List<Begun<Point>> g1 = inG1.stream().map(Begun::of).toList();
    return new ProverSums(List.of(g1.get(0), g1.get(1), b2, g1.get(2), g1.get(3)));
  }

  /** Σ w_i A_i. */
  Point a() {
    return five.get(0).get();
  }

  /** Σ w_i B_i in G1. */
  Point b1() {
    return five.get(1).get();
  }

  /** Σ w_i B_i in G2. */
  Point b2() {
    return five.get(2).get();
  }

  /** Σ w_i C_i over the private wires. */
  Point c() {
    return five.get(3).get();
  }

  /** Σ h_j H_j. */
  Point h() {
    return five.get(4).get();
  }

  /** The sums of two parts of the wires. */
  ProverSums plus(ProverSums other) {
    return new ProverSums(
        IntStream.range(0, five.size())
            .<Supplier<Point>>mapToObj(
                i -> Begun.of(() -> five.get(i).get().plus(other.five.get(i).get())))
            .toList());
  }

  private List<Point> points() {
    return five.stream().map(Supplier::get).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProverSums sums && points().equals(sums.points());
  }

  @Override
  public int hashCode() {
    return points().hashCode();
  }

  /** No coordinate: they are secret. */
  @Override
  public String toString() {
    return "prover sums (secret)";
  }
}
