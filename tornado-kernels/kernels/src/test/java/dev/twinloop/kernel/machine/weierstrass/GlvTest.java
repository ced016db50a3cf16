package dev.twinloop.kernel.machine.weierstrass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The endomorphism, against multiples by their definition. */
class GlvTest {
  static Stream<Group> groups() {
    return Stream.of(Groups.SECP256K1, Groups.BN254, Groups.BLS12_381, Groups.PALLAS, Groups.VESTA);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void betaTimesXIsLambdaTimesThePoint(Group group) {
    Glv glv = Glv.of(group);
    Point point = group.generator().multiple(new BigInteger(200, new Random(7)));
    BigInteger x = point.x().number().multiply(glv.beta()).mod(group.field().modulus());
    assertEquals(new Point(group, Element.of(x), point.y()), point.multiple(glv.lambda()));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void theLatticeIsShort(Group group) {
    Glv glv = Glv.of(group);
    BigInteger n = group.order();
    assertEquals(BigInteger.ZERO, glv.a1().add(glv.b1().multiply(glv.lambda())).mod(n));
    assertEquals(BigInteger.ZERO, glv.a2().add(glv.b2().multiply(glv.lambda())).mod(n));
    BigInteger area = glv.a1().multiply(glv.b2()).subtract(glv.a2().multiply(glv.b1()));
    assertEquals(n, area.abs());
  }
}
