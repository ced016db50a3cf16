package dev.twinloop.zk.verify;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.pairing.PairingGroups;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with a point, or nothing. */
final class MemberTest {
  private MemberTest() {}

  static @Nullable String problem(PairingGroups groups, Point point) {
    return problem(groups, groups.limbs(point), point.group() == groups.curve().g2());
  }

  /** Whether a point is on its curve, whatever group it is in. */
  static boolean onCurve(PairingGroups groups, Point point) {
    boolean inG2 = point.group() == groups.curve().g2();
    return (inG2 ? groups.g2() : groups.g1()).onCurve(groups.limbs(point), 0);
  }

  private static @Nullable String problem(PairingGroups groups, long[] limbs, boolean inG2) {
    if (!(inG2 ? groups.g2() : groups.g1()).onCurve(limbs, 0)) {
      return shown(groups, limbs, inG2) + ", not on the curve";
    }
    if (inG2 ? !groups.inG2(limbs, 0) : !groups.inG1(limbs, 0)) {
      return shown(groups, limbs, inG2) + ", not in the subgroup of order r";
    }
    return null;
  }

  private static String coordinate(Element value) {
    return value.degree() == 1 ? value.c0().toString() : value.coefficients().toString();
  }

  private static String shown(PairingGroups groups, long[] limbs, boolean inG2) {
    Point p = inG2 ? groups.point2(limbs, 0) : groups.point1(limbs, 0);
    return "(%s, %s)".formatted(coordinate(p.x()), coordinate(p.y()));
  }
}
