package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.field.HostField;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Membership;
import dev.twinloop.kernel.group.Point;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds points that are not on the curve or not in the subgroup, on all cores. */
final class Validation {
  private static final int CHUNK = 1 << 10;

  private Validation() {}

  static void require(Bases bases) {
    HostField field = bases.group().host();
    OptionalInt off =
        IntStream.range(0, (bases.count() + CHUNK - 1) / CHUNK)
            .parallel()
            .map(c -> firstOff(bases, field, c * CHUNK))
            .filter(found -> found >= 0)
            .findFirst();
    if (off.isPresent()) {
      throw new IllegalArgumentException(
          problem(bases, off.getAsInt())
              + "not on the curve, accepted: %s, or zeros for infinity"
                  .formatted(bases.group().curve()));
    }
    if (!(bases.group().membership() instanceof Membership.Always)) {
      OptionalInt outside = new Subgroup(bases).firstOutside(0, bases.count());
      if (outside.isPresent()) {
        throw new IllegalArgumentException(
            problem(bases, outside.getAsInt())
                + "on the curve but not in the subgroup, accepted: points of order 0x%x"
                    .formatted(bases.group().order()));
      }
    }
  }

  private static int firstOff(Bases bases, HostField field, int from) {
    long[] x = field.zero();
    long[] y = field.zero();
    long[] right = field.zero();
    long[] a = field.element(bases.group().curve().a());
    long[] b = field.element(bases.group().curve().b());
    int width = bases.group().coordinateBytes();
    for (int i = from; i < Math.min(bases.count(), from + CHUNK); i++) {
      field.load(x, bases.points(), 2L * width * i);
      field.load(y, bases.points(), 2L * width * i + width);
      if (field.isZero(x) && field.isZero(y)) {
        continue;
      }
      field.mul(right, x, x);
      field.add(right, right, a);
      field.mul(right, right, x);
      field.add(right, right, b);
      field.mul(y, y, y);
      field.sub(y, y, right);
      if (!field.isZero(y)) {
        return i;
      }
    }
    return -1;
  }

  private static String problem(Bases bases, int index) {
    return "bases %s: point %d of %s: %s is "
        .formatted(bases.name(), index, bases.group(), text(bases.point(index)));
  }

  /** A point as its caller knows it. */
  private static String text(Point point) {
    if (point.group().equals(Groups.ED25519) && point.onCurve()) {
      EdwardsPoint edwards = EdwardsImage.back(point);
      return "%064x %064x".formatted(edwards.affineX(), edwards.affineY());
    }
    return point.toString();
  }
}
