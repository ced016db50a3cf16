package dev.twinloop.kernel.group;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.HostField;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A group of prime order as a value: points of y^2 = x^3 + a x + b over a field, those of them that
 * the generator's multiples are, and infinity. {@link Groups} lists them.
 *
 * <p>Immutable, thread-safe; each group is one object.
 */
public final class Group {
  /**
   * The equation y^2 = x^3 + a x + b.
   *
   * @param base what coordinates are taken from
   * @param a coefficient of x
   * @param b constant term
   */
  public record Curve(BaseField base, Element a, Element b) {
    public Curve {
      if (!base.has(a) || !base.has(b)) {
        throw new IllegalArgumentException(
            "curve: a=%s, b=%s, accepted: %s".formatted(a, b, base.range()));
      }
    }

    /** The equation. */
    @Override
    public String toString() {
      return a.isZero() ? "y^2 = x^3 + " + b : "y^2 = x^3 + %s x + %s".formatted(a, b);
    }
  }

  private final String name;
  private final Curve curve;
  private final Field scalars;
  private final Element generatorX;
  private final Element generatorY;
  private final BigInteger cofactor;
  private final Membership membership;
  private final HostField host;
  private final long[] hostA;
  private volatile @Nullable SubgroupTest test;

  private Group(Builder of, Membership membership) {
    this.name = of.name;
    this.curve = new Curve(of.base, of.a, of.b);
    this.scalars = of.scalars;
    this.generatorX = of.generatorX;
    this.generatorY = of.generatorY;
    this.cofactor = of.cofactor;
    this.membership = membership;
    this.host = curve.base().host();
    this.hostA = host.element(curve.a());
  }

  /** What a group is made of but for its {@link Membership}. */
  static final class Builder {
    private final String name;
    private final BaseField base;
    private final Field scalars;
    private Element a;
    private Element b;
    private Element generatorX;
    private Element generatorY;
    private BigInteger cofactor = BigInteger.ONE;

    Builder(String name, BaseField base, Field scalars) {
      this.name = name;
      this.base = base;
      this.scalars = scalars;
      this.a = base.zero();
      this.b = a;
      this.generatorX = a;
      this.generatorY = a;
    }

    /** y^2 = x^3 + a x + b over a prime field; b in hex digits. */
    Builder equation(int a, String b) {
      this.a = base.times(a, base.number(BigInteger.ONE));
      return equation(base.number(new BigInteger(b, 16).mod(base.prime().modulus())));
    }

    /** y^2 = x^3 + b. */
    Builder equation(Element b) {
      this.b = b;
      return this;
    }

    /** The base point. */
    Builder generator(Element x, Element y) {
      this.generatorX = x;
      this.generatorY = y;
      return this;
    }

    /** The base point of a curve over a prime field, in hex digits. */
    Builder generator(String x, String y) {
      return generator(Element.of(new BigInteger(x, 16)), Element.of(new BigInteger(y, 16)));
    }

    /** How many times as many points the curve has, in hex digits; 1 if not said. */
    Builder cofactor(String hex) {
      this.cofactor = new BigInteger(hex, 16);
      return this;
    }

    /** The group that all points of the curve belong to. */
    Group build() {
      return build(new Membership.Always());
    }

    Group build(Membership membership) {
      return new Group(this, membership);
    }
  }

  /**
   * The group of this name, of those in {@link Groups#all}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Group valueOf(String name) {
    return Groups.all().stream()
        .filter(group -> group.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "group: name=" + name + ", accepted: " + Groups.all()));
  }

  /** By which programs, reports and the command line call it, such as {@code bls12-381}. */
  public String name() {
    return name;
  }

  /** The curve's equation. */
  public Curve curve() {
    return curve;
  }

  /** What coordinates are taken from. */
  public BaseField base() {
    return curve.base();
  }

  /** The field of coordinates, or that which coordinates are an extension of. */
  public Field field() {
    return curve.base().prime();
  }

  /** The field of scalars. */
  public Field scalars() {
    return scalars;
  }

  /** The group's prime order r, by which scalars are reduced. */
  public BigInteger order() {
    return scalars.modulus();
  }

  /** Number of the curve's points over the group's order. */
  public BigInteger cofactor() {
    return cofactor;
  }

  /** How it is found out whether a point of the curve belongs to the group. */
  public Membership membership() {
    return membership;
  }

  /** The standard generator. */
  public Point generator() {
    return new Point(this, generatorX, generatorY);
  }

  /** The neutral element. */
  public Point infinity() {
    return new Point(this, base().zero(), base().zero());
  }

  /**
   * A point of a curve over a prime field; it need not be on the curve.
   *
   * @throws IllegalArgumentException if a coordinate is not below the modulus
   */
  public Point point(BigInteger x, BigInteger y) {
    return new Point(this, Element.of(x), Element.of(y));
  }

  /** Bytes of a stored coordinate: 32 or 48, twice that over an extension. */
  public int coordinateBytes() {
    return base().bytes();
  }

  /** Bytes of a stored point, x before y. */
  public int pointBytes() {
    return 2 * coordinateBytes();
  }

  /** Arithmetic of coordinates on the host. */
  public HostField host() {
    return host;
  }

  /** Coefficient a, not to be changed. */
  public long[] hostA() {
    return hostA;
  }

  /** Whether a point of the curve belongs to the group, by {@link #membership}. */
  public boolean contains(PointSum point) {
    SubgroupTest made = test;
    if (made == null) {
      made = SubgroupTest.of(this);
      test = made;
    }
    return made.holds(point);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
