package dev.twinloop.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import dev.twinloop.ringct.HashToPoint;
import dev.twinloop.ringct.Keccak;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes ring signatures to measure and test with, by the paper (ePrint 2019/654). The keys come
 * from a seed that everybody knows and are thrown away: nothing that it makes is worth anything.
 */
public final class RingSigner {
  private static final int POOL = 64;
  private static final EdwardsScalar EIGHTH = EdwardsScalar.of(8).inverse();

  private final Random random;
  private final List<Member> decoys = new ArrayList<>();

  /** A signer that makes the same in every run. */
  public RingSigner(long seed) {
    random = new Random(seed);
    for (int i = 0; i < POOL; i++) {
      decoys.add(new Member(point(scalar()).encode(), point(scalar()).encode()));
    }
  }

  /** Random bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A random point of the prime-order group. */
  public EdwardsPoint point() {
    return point(scalar());
  }

  private static EdwardsPoint point(EdwardsScalar scalar) {
    return EdwardsPoint.baseTimes(scalar);
  }

  private EdwardsScalar scalar() {
    return EdwardsScalar.reduceWide(bytes(64), 0);
  }

  /** A signature of a random message with a random pseudo output, over a ring of some size. */
  public ClsagStatement sign(int ringSize) {
    Opened opened = open(ringSize, point());
    return opened.sign(bytes(32));
  }

  /** A ring whose real member has the amount of a pseudo output. */
  public Opened open(int ringSize, EdwardsPoint pseudo) {
    EdwardsScalar x = scalar();
    EdwardsScalar z = scalar();
    List<Member> ring = new ArrayList<>();
    for (int i = 0; i < ringSize; i++) {
      ring.add(decoys.get(random.nextInt(POOL)));
    }
    int real = random.nextInt(ringSize);
    ring.set(real, new Member(point(x).encode(), pseudo.plus(point(z)).encode()));
    return new Opened(ring, real, pseudo, x, z);
  }

  /** A ring with the secrets of its real member. */
  public final class Opened {
    private final List<Member> ring;
    private final int real;
    private final EdwardsPoint pseudo;
    private final EdwardsScalar x;
    private final EdwardsScalar z;
    private final EdwardsPoint hashed;
    private final EdwardsPoint image;

    private Opened(
        List<Member> ring, int real, EdwardsPoint pseudo, EdwardsScalar x, EdwardsScalar z) {
      this.ring = ring;
      this.real = real;
      this.pseudo = pseudo;
      this.x = x;
      this.z = z;
      this.hashed = HashToPoint.of(ring.get(real).key());
      this.image = hashed.times(x);
    }

    /** The ring. */
    public List<Member> ring() {
      return ring;
    }

    /** The key image, encoded. */
    public byte[] keyImage() {
      return image.encode();
    }

    /** The pseudo output, encoded. */
    public byte[] pseudoOutput() {
      return pseudo.encode();
    }

    /** The signature of a message. */
    public ClsagStatement sign(byte[] message) {
      int n = ring.size();
      EdwardsPoint linked = hashed.times(z);
      byte[] d = linked.times(EIGHTH).encode();
      EdwardsScalar[] mu = {
        aggregate("CLSAG_agg_0", d), aggregate("CLSAG_agg_1", d),
      };
      EdwardsPoint weighted = EdwardsSum.of(List.of(mu), List.of(image, linked));
      EdwardsScalar[] s = new EdwardsScalar[n];
      EdwardsScalar nonce = scalar();
      EdwardsScalar c = challenge(message, point(nonce), hashed.times(nonce));
      EdwardsScalar c1 = c;
      for (int step = 1; step <= n; step++) {
        int i = (real + step) % n;
        if (i == 0) {
          c1 = c;
        }
        if (i == real) {
          s[i] = nonce.minus(c.times(mu[0].times(x).plus(mu[1].times(z))));
          break;
        }
        s[i] = scalar();
        c = round(message, i, new EdwardsScalar[] {s[i], c, mu[0], mu[1]}, weighted);
      }
      List<byte[]> all = Arrays.stream(s).map(EdwardsScalar::toBytes).toList();
      return new ClsagStatement(
          message, ring, pseudo.encode(), image.encode(), new Signature(all, c1.toBytes(), d));
    }

    private EdwardsScalar round(
        byte[] message, int i, EdwardsScalar[] scalars, EdwardsPoint weighted) {
      Member member = ring.get(i);
      EdwardsPoint key = EdwardsPoint.decode(member.key(), 0).orElseThrow();
      EdwardsPoint commitment = EdwardsPoint.decode(member.commitment(), 0).orElseThrow();
      EdwardsScalar s = scalars[0];
      EdwardsScalar c = scalars[1];
      EdwardsPoint left =
          EdwardsSum.withBase(
              s,
              List.of(scalars[2].times(c), scalars[3].times(c)),
              List.of(key, commitment.minus(pseudo)));
      EdwardsPoint right =
          EdwardsSum.of(List.of(s, c), List.of(HashToPoint.of(member.key()), weighted));
      return challenge(message, left, right);
    }

    private EdwardsScalar aggregate(String domain, byte[] d) {
      return hash(ringHash(domain).add(image.encode()).add(d).add(pseudo.encode()));
    }

    private EdwardsScalar challenge(byte[] message, EdwardsPoint left, EdwardsPoint right) {
      return hash(
          ringHash("CLSAG_round")
              .add(pseudo.encode())
              .add(message)
              .add(left.encode())
              .add(right.encode()));
    }

    private Keccak ringHash(String domain) {
      Keccak keccak = new Keccak().add(Arrays.copyOf(domain.getBytes(US_ASCII), 32));
      ring.forEach(member -> keccak.add(member.key()));
      ring.forEach(member -> keccak.add(member.commitment()));
      return keccak;
    }
  }

  private static EdwardsScalar hash(Keccak keccak) {
    return EdwardsScalar.reduce(keccak.digest(), 0);
  }
}
