package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.group.Group;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Signatures at the edges, made the other way round: from the point R that a verifier computes, s
 * and the hash follows the key under which they are valid, Q = (s R - z G) / r.
 */
final class Edges {
  /** One item and the verdict that it must get. */
  static final class Edge {
    private final String name;
    private final byte[] hash;
    private final byte[] key;
    private final byte[] rs;
    private final Verdict verdict;

    private Edge(String name, BigInteger z, ECPoint key, BigInteger[] rs, Verdict verdict) {
      this.name = name;
      this.hash = new byte[32];
      this.key = key.normalize().getEncoded(rs[1].testBit(0));
      this.rs = new byte[64];
      this.verdict = verdict;
      Samples.put(z, hash, 0);
      Samples.put(rs[0], this.rs, 0);
      Samples.put(rs[1], this.rs, 32);
    }

    String name() {
      return name;
    }

    Verdict verdict() {
      return verdict;
    }

    void addTo(SignedItems items) {
      items.add(hash, key, rs, SignatureFormat.P1363);
    }
  }

  private final ECDomainParameters domain;
  private final BigInteger p;
  private final BigInteger n;
  private final Random random;
  private final List<Edge> all = new ArrayList<>();

  private Edges(Group curve, Random random) {
    this.domain = Samples.domain(curve);
    this.p = curve.field().modulus();
    this.n = curve.order();
    this.random = random;
  }

  static List<Edge> of(Group curve, Random random) {
    Edges edges = new Edges(curve, random);
    edges.scalars();
    edges.infinity();
    edges.largeX();
    edges.wrappedX();
    return edges.all;
  }

  /** Every combination of small, large and halved nonces, s and hashes. */
  private void scalars() {
    BigInteger half = n.shiftRight(1);
    BigInteger most = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    List<BigInteger> hashes =
        List.of(BigInteger.ZERO, BigInteger.ONE, n.subtract(BigInteger.ONE), n, most, any());
    List<BigInteger> factors =
        List.of(
            BigInteger.ONE,
            BigInteger.TWO,
            n.subtract(BigInteger.ONE),
            half,
            half.add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(128),
            any());
    for (BigInteger k : factors) {
      ECPoint point = domain.getG().multiply(k).normalize();
      BigInteger r = x(point).mod(n);
      for (BigInteger s : factors) {
        for (BigInteger z : hashes) {
          String name = "k=%x, s=%x, hash=%x".formatted(k, s, z);
          valid(name, point, new BigInteger[] {r, s}, z);
        }
      }
    }
  }

  /** u G + v Q is the point at infinity. */
  private void infinity() {
    for (BigInteger d :
        List.of(BigInteger.ONE, BigInteger.TWO, n.subtract(BigInteger.ONE), any())) {
      BigInteger r = any();
      BigInteger z = r.multiply(d).negate().mod(n);
      all.add(
          new Edge(
              "infinity, d=" + d,
              z,
              domain.getG().multiply(d),
              new BigInteger[] {r, any()},
              Verdict.WRONG));
    }
  }

  /** x(R) is r + n, not r. */
  private void largeX() {
    int found = 0;
    for (BigInteger r = BigInteger.ONE; found < 8; r = r.add(BigInteger.ONE)) {
      ECPoint point = lift(r.add(n));
      if (point != null) {
        BigInteger s = any();
        valid("x(R) = r + n, r=" + r, point, new BigInteger[] {r, s}, any());
        BigInteger z = any();
        ECPoint key = key(point, new BigInteger[] {r, s}, z);
        BigInteger[] next = {r.add(BigInteger.ONE), s};
        all.add(new Edge("r one too many, r=" + r, z, key, next, Verdict.WRONG));
        found++;
      }
    }
  }

  /** x(R) is r + n - p: a verifier that computes r + n modulo p takes it for right. */
  private void wrappedX() {
    int found = 0;
    for (BigInteger x = BigInteger.ONE; found < 8; x = x.add(BigInteger.ONE)) {
      ECPoint point = lift(x);
      if (point != null) {
        BigInteger[] rs = {x.add(p).subtract(n), any()};
        BigInteger z = any();
        all.add(new Edge("x(R) = r + n - p, x=" + x, z, key(point, rs, z), rs, Verdict.WRONG));
        found++;
      }
    }
  }

  private void valid(String name, ECPoint point, BigInteger[] rs, BigInteger z) {
    ECPoint key = key(point, rs, z);
    if (!key.isInfinity()) {
      all.add(new Edge(name, z, key, rs, Verdict.VALID));
    }
  }

  private ECPoint key(ECPoint point, BigInteger[] rs, BigInteger z) {
    BigInteger inverse = rs[0].modInverse(n);
    ECPoint first = point.multiply(rs[1].multiply(inverse).mod(n));
    ECPoint second = domain.getG().multiply(z.multiply(inverse).mod(n));
    return first.subtract(second).normalize();
  }

  @org.jspecify.annotations.Nullable
  private ECPoint lift(BigInteger x) {
    byte[] compressed = new byte[33];
    compressed[0] = 2;
    byte[] bytes = new byte[32];
    Samples.put(x, bytes, 0);
    System.arraycopy(bytes, 0, compressed, 1, 32);
    try {
      return x.compareTo(p) < 0 ? domain.getCurve().decodePoint(compressed) : null;
    } catch (IllegalArgumentException e) {
      return null; // no point has this x
    }
  }

  private BigInteger any() {
    return new BigInteger(255, random).add(BigInteger.ONE);
  }

  private static BigInteger x(ECPoint point) {
    return point.getAffineXCoord().toBigInteger();
  }
}
