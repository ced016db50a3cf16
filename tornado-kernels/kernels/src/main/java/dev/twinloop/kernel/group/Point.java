package dev.twinloop.kernel.group;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * A point in affine coordinates; (0, 0), which is on no curve here, stands for infinity. It need
 * not be on the curve: {@link #onCurve} and {@link #inSubgroup} tell.
 *
 * <p>The arithmetic here is plain affine arithmetic on {@link BigInteger}, about 20 µs an addition:
 * for a few points, and to compare with.
 *
 * @param group the group whose curve it belongs to
 * @param x below the field's modulus
 * @param y below the field's modulus
 */
public record Point(Group group, Element x, Element y) {
  public Point {
    require(group, "x", x);
    require(group, "y", y);
  }

  private static void require(Group group, String name, Element value) {
    if (!group.base().has(value)) {
      throw new IllegalArgumentException(
          "point: %s=%s, accepted on %s: %s".formatted(name, value, group, group.base().range()));
    }
  }

  /** Whether this is the neutral element. */
  public boolean isInfinity() {
    return x.isZero() && y.isZero();
  }

  /** Whether the curve's equation holds; true of infinity. */
  public boolean onCurve() {
    BaseField f = group.base();
    Element right = f.plus(f.times(f.plus(f.times(x, x), group.curve().a()), x), group.curve().b());
    return isInfinity() || f.times(y, y).equals(right);
  }

  /** Whether this is a point of the curve and, by its definition, of the group: r P = infinity. */
  public boolean inSubgroup() {
    return onCurve() && multiple(group.order()).isInfinity();
  }

  /** The point below the x axis. */
  public Point negated() {
    return new Point(group, x, group.base().negative(y));
  }

  /**
   * The sum of two points of one group.
   *
   * @throws IllegalArgumentException if they belong to different groups
   */
  public Point plus(Point other) {
    if (group != other.group) {
      throw new IllegalArgumentException(
          "point: group=" + other.group + ", accepted: " + group + ", as the first one's");
    }
    if (isInfinity()) {
      return other;
    }
    if (other.isInfinity()) {
      return this;
    }
    BaseField f = group.base();
    if (!x.equals(other.x)) {
      return along(f.times(f.minus(other.y, y), f.inverse(f.minus(other.x, x))), other.x);
    }
    if (!y.equals(other.y) || y.isZero()) {
      return group.infinity();
    }
    Element rise = f.plus(f.times(3, f.times(x, x)), group.curve().a());
    return along(f.times(rise, f.inverse(f.times(2, y))), x);
  }

  /** The third point of the line with this slope, negated. */
  private Point along(Element slope, Element otherX) {
    BaseField f = group.base();
    Element x3 = f.minus(f.minus(f.times(slope, slope), x), otherX);
    return new Point(group, x3, f.minus(f.times(slope, f.minus(x, x3)), y));
  }

  /** This point times a whole number, which is not reduced first; negative ones negate. */
  public Point multiple(BigInteger scalar) {
    Point base = scalar.signum() < 0 ? negated() : this;
    BigInteger digits = scalar.abs();
    Point sum = group.infinity();
    for (int bit = digits.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      sum = digits.testBit(bit) ? sum.plus(base) : sum;
    }
    return sum;
  }

  /**
   * Reads a stored point: x before y, big-endian, of an extension the highest coefficient first
   * (EIP-197); infinity is all zeros.
   *
   * @param at offset of its {@link Group#pointBytes} bytes
   */
  public static Point read(Group group, MemorySegment from, long at) {
    int width = group.coordinateBytes();
    return new Point(group, coordinate(group, from, at), coordinate(group, from, at + width));
  }

  private static Element coordinate(Group group, MemorySegment from, long at) {
    int width = group.field().bytes();
    BigInteger first = Numbers.read(from, at, width);
    return group.base().degree() == 1
        ? Element.of(first)
        : Element.of(Numbers.read(from, at + width, width), first);
  }

  /** Writes what {@link #read} reads. */
  public void write(MemorySegment to, long at) {
    long place = at;
    int width = group.field().bytes();
    for (Element coordinate : new Element[] {x, y}) {
      for (BigInteger number : coordinate.coefficients().reversed()) {
        Numbers.write(number, to, place, width);
        place += width;
      }
    }
  }

  /** {@code x y} in hex digits of fixed width, as stored; infinity is all zeros. */
  @Override
  public String toString() {
    return text(x) + " " + text(y);
  }

  private String text(Element value) {
    String format = "%0" + 2 * group.field().bytes() + "x";
    StringBuilder text = new StringBuilder();
    value.coefficients().reversed().forEach(c -> text.append(format.formatted(c)));
    return text.toString();
  }
}
