package dev.twinloop.kernel.group;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.Fp2;
import java.math.BigInteger;

/** Carries out a {@link Membership}: its constants, computed once. Thread-safe. */
interface SubgroupTest {
  /** Whether a point of the curve belongs to the group. */
  boolean holds(PointSum point);

  static SubgroupTest of(Group group) {
    return switch (group.membership()) {
      case Membership.Always _ -> _ -> true;
      case Membership.ByOrder _ -> point -> times(point, group.order()).isInfinity();
      case Membership.CubeRoot(BigInteger lambda) -> cubeRoot(group, lambda);
      case Membership.Frobenius(BigInteger b, BigInteger lambda) -> frobenius(group, b, lambda);
    };
  }

  private static SubgroupTest cubeRoot(Group group, BigInteger lambda) {
    BigInteger root = group.field().cubeRootOfUnity();
    PointSum generator = PointSum.of(group.generator());
    for (BigInteger beta : new BigInteger[] {root, root.pow(2).mod(group.field().modulus())}) {
      long[] factor = group.host().element(group.base().number(beta));
      SubgroupTest test =
          point -> {
            PointSum image = new PointSum(group);
            image.set(point);
            image.scaleX(factor);
            return image.same(times(point, lambda));
          };
      if (test.holds(generator)) {
        return test;
      }
    }
    throw wrong(group, lambda);
  }

  private static SubgroupTest frobenius(Group group, BigInteger below, BigInteger lambda) {
    BaseField base = group.base();
    BigInteger minusOne = group.field().modulus().subtract(BigInteger.ONE);
    Element ratio = base.times(base.number(below), base.inverse(group.curve().b()));
    Fp2 field = (Fp2) group.host();
    long[] x = field.element(base.power(ratio, minusOne.divide(BigInteger.valueOf(3))));
    long[] y = field.element(base.power(ratio, minusOne.shiftRight(1)));
    SubgroupTest test =
        point -> {
          PointSum image = new PointSum(group);
          image.set(point);
          image.conjugate(field);
          image.scaleX(x);
          image.scaleY(y);
          return image.same(times(point, lambda));
        };
    if (!test.holds(PointSum.of(group.generator()))) {
      throw wrong(group, lambda);
    }
    return test;
  }

  private static IllegalStateException wrong(Group group, BigInteger lambda) {
    return new IllegalStateException(
        "group %s: lambda=%s, accepted: one that holds for the generator"
            .formatted(group, lambda.toString(16)));
  }

  private static PointSum times(PointSum point, BigInteger scalar) {
    PointSum product = new PointSum(point.group());
    product.setMultiple(point, scalar);
    return product;
  }
}
