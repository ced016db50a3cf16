package dev.twinloop.zk.format;

import static dev.twinloop.zk.format.Container.u32;

import dev.twinloop.zk.format.Container.Section;
import dev.twinloop.zk.pairing.PairingCurve;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * A Groth16 proving key as snarkjs writes it, version 1.
 *
 * <pre>
 *   section   content                                        points of
 *   1         protocol, 1
 *   2         curve, sizes, alpha1 beta1 beta2 gamma2 delta1 delta2
 *   3         IC      one for each public wire               G1
 *   4         coefficients (matrix, row, wire, v R^2 mod r)
 *   5  6      A  B1   one for each wire                      G1
 *   7         B2      one for each wire                      G2
 *   8         C       one for each private wire              G1
 *   9         H       one for each row of the domain         G1
 * </pre>
 *
 * <p>Points are affine, coordinates in Montgomery form with R = 2^256 or 2^384, little-endian;
 * infinity is all zeros. The file's memory is not copied. Immutable and thread-safe.
 */
public final class Zkey {
  /** The largest domain: what transforms here do. */
  public static final int MOST_LOG_DOMAIN = 26;

  /** Bytes of a coefficient's record. */
  public static final int COEFFICIENT_BYTES = 44;

  private static final int GROTH16 = 1;

  private final Container container;
  private final PairingCurve curve;
  private final long wires;
  private final int publicSignals;
  private final int logDomain;
  private final Section header;
  private final int pointsAt;
  private final Section[] points = new Section[10];
  private final Section coefficients;
  private final int coefficientCount;

  /** Where a point of the header lies. */
  public enum HeaderPoint {
    /** alpha in G1. */
    ALPHA1(0, false),
    /** beta in G1. */
    BETA1(2, false),
    /** beta in G2. */
    BETA2(4, true),
    /** gamma in G2. */
    GAMMA2(8, true),
    /** delta in G1. */
    DELTA1(12, false),
    /** delta in G2. */
    DELTA2(14, true);

    private final int coordinate;
    private final boolean inG2;

    HeaderPoint(int coordinate, boolean inG2) {
      this.coordinate = coordinate;
      this.inG2 = inG2;
    }

    /** Whether it is a point of G2. */
    public boolean inG2() {
      return inG2;
    }
  }

  /** A section of points. */
  public enum Points {
    /** (beta A_i + alpha B_i + C_i) / gamma of the public wires, wire 0 first. */
    IC(3, false),
    /** A_i(tau). */
    A(5, false),
    /** B_i(tau) in G1. */
    B1(6, false),
    /** B_i(tau) in G2. */
    B2(7, true),
    /** (beta A_i + alpha B_i + C_i) / delta of the private wires. */
    C(8, false),
    /** The odd Lagrange values of the doubled domain over delta. */
    H(9, false);

    private final int section;
    private final boolean inG2;

    Points(int section, boolean inG2) {
      this.section = section;
      this.inG2 = inG2;
    }

    /** Whether they are points of G2. */
    public boolean inG2() {
      return inG2;
    }
  }

  private Zkey(String name, MemorySegment file) {
    this.container = Container.parse(name, file, "zkey", 1);
    Section protocol = container.section(1, 4, "one number");
    long id = u32(protocol.data(), 0);
    if (id != GROTH16) {
      String known = id == 2 ? " (PLONK)" : id == 10 ? " (FFLONK)" : "";
      throw container.refuse(
          protocol, 0, "protocol=%d%s, accepted: 1, Groth16".formatted(id, known));
    }
    this.header = container.section(2);
    this.curve = readCurve();
    int q = curve.coordinateBytes();
    int at = 4 + q + 4 + 32;
    this.pointsAt = at + 12;
    container.section(2, pointsAt + 18L * q, "a Groth16 header on " + curve);
    this.wires = u32(header.data(), at);
    long signals = u32(header.data(), at + 4);
    if (wires < 1 || signals >= wires) {
      throw container.refuse(
          header,
          wires < 1 ? at : at + 4,
          "nVars=%d, nPublic=%d, accepted: nPublic + 1 to 2^32 - 1 wires"
              .formatted(wires, signals));
    }
    if (signals >= Integer.MAX_VALUE / 128) {
      throw container.refuse(header, at + 4, "nPublic=%d, accepted: below 2^24".formatted(signals));
    }
    this.publicSignals = (int) signals;
    this.logDomain = readDomain(at + 8);
    for (Points kind : Points.values()) {
      long count = count(kind);
      points[kind.section] =
          container.section(
              kind.section,
              count * pointBytes(kind.inG2),
              "%d points %s of %d bytes".formatted(count, kind, pointBytes(kind.inG2)));
    }
    this.coefficients = container.section(4);
    this.coefficientCount = readCoefficientCount();
  }

  /**
   * Finds everything in a file and compares all sizes, all coefficients and all coordinates with
   * what they may be. Whether points are on their curves is {@link PointCheck}'s.
   *
   * @param name by which messages call the file
   * @param file readable from every thread
   * @throws FormatException naming what is wrong and where
   */
  public static Zkey parse(String name, MemorySegment file) {
    Zkey key = new Zkey(name, file);
    CoefficientCheck.require(key);
    PointCheck.requireRange(key);
    return key;
  }

  private PairingCurve readCurve() {
    MemorySegment data = header.data();
    if (data.byteSize() < 4) {
      throw container.refuse(
          header, 0, "length=%d, accepted: 660 or 964".formatted(header.length()));
    }
    long n8q = u32(data, 0);
    for (PairingCurve candidate : PairingCurve.values()) {
      if (n8q == candidate.coordinateBytes()) {
        return requirePrimes(candidate);
      }
    }
    throw container.refuse(
        header, 0, "n8q=%d, accepted: 32 (BN254), 48 (BLS12-381)".formatted(n8q));
  }

  private PairingCurve requirePrimes(PairingCurve candidate) {
    MemorySegment data = header.data();
    int q = candidate.coordinateBytes();
    long needed = 4 + q + 4 + 32 + 12 + 18L * q;
    if (data.byteSize() != needed) {
      throw container.refuse(
          header, 0, "length=%d, accepted on %s: %d".formatted(header.length(), candidate, needed));
    }
    BigInteger prime = Container.number(data, 4, q);
    if (!prime.equals(candidate.modulus())) {
      throw container.refuse(
          header,
          4,
          "q=%s, accepted: %s, that of %s".formatted(prime, candidate.modulus(), candidate));
    }
    long n8r = u32(data, 4 + q);
    if (n8r != 32) {
      throw container.refuse(header, 4 + q, "n8r=%d, accepted: 32".formatted(n8r));
    }
    BigInteger order = Container.number(data, 8 + q, 32);
    if (!order.equals(candidate.order())) {
      throw container.refuse(
          header,
          8 + q,
          "r=%s, accepted: %s, that of %s".formatted(order, candidate.order(), candidate));
    }
    return candidate;
  }

  private int readDomain(int at) {
    long domain = u32(header.data(), at);
    if (Long.bitCount(domain) != 1 || domain < 2 || domain > 1L << MOST_LOG_DOMAIN) {
      String why =
          domain > 1L << MOST_LOG_DOMAIN
              ? "; transforms end at 2^26 here, and for 2^28 snarkjs shifts by 25 instead of a root"
              : "";
      throw container.refuse(
          header,
          at,
          "domainSize=%d, accepted: a power of two from 2 to 2^26%s".formatted(domain, why));
    }
    if (domain <= publicSignals) {
      throw container.refuse(
          header, at, "domainSize=%d, accepted: above nPublic=%d".formatted(domain, publicSignals));
    }
    return Long.numberOfTrailingZeros(domain);
  }

  private int readCoefficientCount() {
    if (coefficients.length() < 4) {
      throw container.refuse(
          coefficients, 0, "length=%d, accepted: 4 or more".formatted(coefficients.length()));
    }
    long count = u32(coefficients.data(), 0);
    if (coefficients.length() != 4 + COEFFICIENT_BYTES * count || count > Integer.MAX_VALUE) {
      throw container.refuse(
          coefficients,
          0,
          "count=%d in a section of %d bytes, accepted: 4 + 44 count bytes, below 2^31 coefficients"
              .formatted(count, coefficients.length()));
    }
    return (int) count;
  }

  /** By which messages call the file. */
  public String name() {
    return container.name();
  }

  /** The whole file. */
  public MemorySegment file() {
    return container.file();
  }

  /** The curve. */
  public PairingCurve curve() {
    return curve;
  }

  /** All wires, wire 0, which is 1, among them: nVars. */
  public long wires() {
    return wires;
  }

  /** Public signals, wire 0 not among them: nPublic. */
  public int publicSignals() {
    return publicSignals;
  }

  /** The domain has 2^logDomain rows. */
  public int logDomain() {
    return logDomain;
  }

  /** How many coefficients section 4 has. */
  public int coefficients() {
    return coefficientCount;
  }

  /** The records of section 4, {@link #COEFFICIENT_BYTES} each: matrix, row, wire, value. */
  public MemorySegment coefficientRecords() {
    return coefficients.data().asSlice(4);
  }

  /** How many points a section has. */
  public long count(Points kind) {
    return switch (kind) {
      case IC -> publicSignals + 1L;
      case A, B1, B2 -> wires;
      case C -> wires - publicSignals - 1;
      case H -> 1L << logDomain;
    };
  }

  /** A section's points. */
  public MemorySegment points(Points kind) {
    return points[kind.section].data();
  }

  /** A point of the header. */
  public MemorySegment point(HeaderPoint point) {
    return header.data().asSlice(at(point), pointBytes(point.inG2));
  }

  /** Bytes of a point of G1 or G2. */
  public int pointBytes(boolean inG2) {
    return (inG2 ? 4 : 2) * curve.coordinateBytes();
  }

  private long at(HeaderPoint point) {
    return pointsAt + (long) point.coordinate * curve.coordinateBytes();
  }

  FormatException refuse(HeaderPoint point, String what) {
    return container.refuse(
        header, at(point), point.name().toLowerCase(java.util.Locale.ROOT) + what);
  }

  FormatException refuse(Points kind, long index, String what) {
    return container.refuse(
        points[kind.section],
        index * pointBytes(kind.inG2),
        "point %s[%d]%s".formatted(kind, index, what));
  }

  FormatException refuseCoefficient(long index, int within, String what) {
    return container.refuse(
        coefficients,
        4 + index * COEFFICIENT_BYTES + within,
        "coefficient %d: %s".formatted(index, what));
  }

  @Override
  public String toString() {
    return "%s (%s, %d wires, %d public, domain 2^%d, %d coefficients)"
        .formatted(name(), curve, wires, publicSignals, logDomain, coefficientCount);
  }
}
