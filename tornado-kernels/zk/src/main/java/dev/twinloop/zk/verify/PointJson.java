package dev.twinloop.zk.verify;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.pairing.PairingCurve;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Points as snarkjs writes them: projective coordinates in decimal strings, the third 1, or 0 for
 * infinity. G2 coordinates are [c0, c1]; Ethereum's order is the other one.
 */
final class PointJson {
  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final BigInteger ONE = BigInteger.ONE;

  /** A frequent mistake. */
  static final String ETHEREUM =
      "each coordinate's two numbers are exchanged: this is Ethereum's order, accepted: [c0, c1]";

  private PointJson() {}

  static Point readG1(JsonInput json, PairingCurve curve) {
    String at = json.place();
    BigInteger[] p = json.numbers(curve.modulus(), "q", 3);
    if (p[2].equals(ONE)) {
      if (p[0].signum() == 0 && p[1].signum() == 0) {
        throw json.refuse(at, "(0, 0), not on the curve");
      }
      return curve.g1().point(p[0], p[1]);
    }
    if (p[2].signum() == 0 && p[0].signum() == 0 && p[1].equals(ONE)) {
      return curve.g1().infinity();
    }
    throw json.refuse(
        at,
        "third coordinate=%s, accepted: 1, or 0 after [\"0\",\"1\"] for infinity".formatted(p[2]));
  }

  static Point readG2(JsonInput json, PairingCurve curve) {
    String at = json.place();
    List<BigInteger[]> p = new ArrayList<>();
    json.array(
        () -> {
          if (p.size() == 3) {
            throw json.refuse(at, "more than 3 coordinates, accepted: 3");
          }
          p.add(json.numbers(curve.modulus(), "q", 2));
        });
    if (p.size() < 3) {
      throw json.refuse(at, p.size() + " coordinates, accepted: 3");
    }
    if (is(p.get(2), ONE)) {
      if (is(p.get(0), ZERO) && is(p.get(1), ZERO)) {
        throw json.refuse(at, "(0, 0), not on the curve");
      }
      return new Point(curve.g2(), element(p.get(0)), element(p.get(1)));
    }
    if (is(p.get(2), ZERO) && is(p.get(0), ZERO) && is(p.get(1), ONE)) {
      return curve.g2().infinity();
    }
    throw json.refuse(
        at,
        "third coordinate=[%s,%s], accepted: [1,0], or [0,0] after [0,0],[1,0] for infinity%s"
            .formatted(
                p.get(2)[0],
                p.get(2)[1],
                p.get(2)[0].signum() == 0 && p.get(2)[1].equals(ONE) ? "; " + ETHEREUM : ""));
  }

  private static boolean is(BigInteger[] coordinate, BigInteger c0) {
    return coordinate[0].equals(c0) && coordinate[1].signum() == 0;
  }

  private static Element element(BigInteger[] coordinate) {
    return Element.of(coordinate[0], coordinate[1]);
  }

  /** The three coordinates as numbers, or as lists of two. */
  static List<?> of(Point p) {
    if (p.x().degree() == 1) {
      return p.isInfinity() ? List.of(ZERO, ONE, ZERO) : List.of(p.x().c0(), p.y().c0(), ONE);
    }
    List<BigInteger> zero = List.of(ZERO, ZERO);
    List<BigInteger> one = List.of(ONE, ZERO);
    return p.isInfinity()
        ? List.of(zero, one, zero)
        : List.of(p.x().coefficients(), p.y().coefficients(), one);
  }

  /** Appends nested lists of numbers, as JavaScript's {@code JSON.stringify(value, null, 1)}. */
  static void write(StringBuilder to, Object value, int depth) {
    if (!(value instanceof List<?> list)) {
      to.append('"').append(value).append('"');
      return;
    }
    if (list.isEmpty()) {
      to.append("[]");
      return;
    }
    to.append("[\n");
    for (int i = 0; i < list.size(); i++) {
      to.append(" ".repeat(depth + 1));
      write(to, list.get(i), depth + 1);
      to.append(i + 1 < list.size() ? ",\n" : "\n");
    }
    to.append(" ".repeat(depth)).append(']');
  }

  /** Appends nested lists of numbers on one line. */
  static void writeCompact(StringBuilder to, Object value) {
    if (!(value instanceof List<?> list)) {
      to.append('"').append(value).append('"');
      return;
    }
    to.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        to.append(',');
      }
      writeCompact(to, list.get(i));
    }
    to.append(']');
  }
}
