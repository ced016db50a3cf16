package dev.twinloop.kernel.msm;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds points that are not on the curve or not in the subgroup. */
final class Validation {
  private Validation() {}

  static void require(Bases bases) {
    OptionalInt bad =
        IntStream.range(0, bases.count())
            .parallel()
            .filter(i -> !bases.point(i).inSubgroup())
            .findFirst();
    if (bad.isPresent()) {
      throw new IllegalArgumentException(problem(bases, bad.getAsInt()));
    }
  }

  private static String problem(Bases bases, int index) {
    G1 curve = bases.curve();
    G1Point point = bases.point(index);
    return "bases %s: point %d: %s is %s"
        .formatted(
            bases.name(),
            index,
            point,
            point.onCurve()
                ? "not in the subgroup, accepted on %s: points of order 0x%x"
                    .formatted(curve, curve.order())
                : "not on the curve, accepted on %s: y^2 = x^3 + %d, or 0 0 for infinity"
                    .formatted(curve, curve.b()));
  }
}
