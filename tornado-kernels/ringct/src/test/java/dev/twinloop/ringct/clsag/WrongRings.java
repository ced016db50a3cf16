package dev.twinloop.ringct.clsag;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Ring signatures that are wrong in one way each: every field changed, exchanged, not reduced. */
public final class WrongRings {
  /** How many ways there are. */
  public static final int WAYS = 32;

  private static final byte[] ORDER =
      HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  private static final List<EdwardsPoint> SMALL = EdwardsPoint.smallOrder();

  private final Random random;

  /** Wrong ones that follow from random numbers. */
  public WrongRings(Random random) {
    this.random = random;
  }

  /** A copy of a good signature, so that its fields can be changed. */
  private static final class Fields {
    private final List<Member> ring;
    private final List<byte[]> s;
    private byte[] message;
    private byte[] pseudo;
    private byte[] image;
    private byte[] c1;
    private byte[] d;

    Fields(ClsagStatement good) {
      ring = new ArrayList<>(good.ring());
      s = new ArrayList<>(good.signature().s());
      message = good.message();
      pseudo = good.pseudoOutput();
      image = good.keyImage();
      c1 = good.signature().c1();
      d = good.signature().d();
    }

    ClsagStatement statement() {
      return new ClsagStatement(message, ring, pseudo, image, new Signature(s, c1, d));
    }

    void key(int member, byte[] key) {
      ring.set(member, new Member(key, ring.get(member).commitment()));
    }

    void commitment(int member, byte[] commitment) {
      ring.set(member, new Member(ring.get(member).key(), commitment));
    }
  }

  /** A good signature, wrong in a way. */
  public ClsagStatement of(ClsagStatement good, int way) {
    Fields f = new Fields(good);
    int i = random.nextInt(f.ring.size());
    Member member = f.ring.get(i);
    switch (way) {
      case 0 -> f.message = changed(f.message);
      case 1 -> f.pseudo = changed(f.pseudo);
      case 2 -> f.image = changed(f.image);
      case 3 -> f.s.set(i, changed(f.s.get(i)));
      case 4 -> f.c1 = changed(f.c1);
      case 5 -> f.d = changed(f.d);
      case 6 -> f.key(i, changed(member.key()));
      case 7 -> f.commitment(i, changed(member.commitment()));
      case 8 -> f.s.set(i, plusOrder(f.s.get(i)));
      case 9 -> f.c1 = plusOrder(f.c1);
      case 10 -> f.image = SMALL.get(0).encode();
      case 11 -> f.d = SMALL.get(0).encode();
      default -> other(f, i, way);
    }
    return f.statement();
  }

  private void other(Fields f, int i, int way) {
    Member member = f.ring.get(i);
    switch (way) {
      case 12 -> f.pseudo = torsioned(f.pseudo);
      case 13 -> f.image = torsioned(f.image);
      case 14 -> f.d = torsioned(f.d);
      case 15 -> f.key(i, torsioned(member.key()));
      case 16 -> f.commitment(i, torsioned(member.commitment()));
      case 17 -> f.pseudo = notCanonical();
      case 18 -> f.image = notCanonical();
      case 19 -> f.d = notCanonical();
      case 20 -> f.key(i, notCanonical());
      case 21 -> f.commitment(i, notCanonical());
      case 22 -> f.image = SMALL.get(1 + random.nextInt(7)).encode();
      case 23 -> f.d = SMALL.get(1 + random.nextInt(7)).encode();
      case 24 -> f.c1 = new byte[32];
      case 25 -> f.s.set(i, new byte[32]);
      case 26 -> f.ring.set(i, new Member(member.commitment(), member.key()));
      case 27 -> f.s.set(i, f.c1);
      case 28 -> exchange(f.ring, i);
      case 29 -> exchange(f.s, i);
      case 30 -> {
        byte[] image = f.image;
        f.image = f.d;
        f.d = image;
      }
      default -> {
        f.c1 = new byte[32];
        Arrays.fill(f.c1, (byte) -1);
      }
    }
  }

  private byte[] changed(byte[] element) {
    byte[] other = element.clone();
    other[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
    return other;
  }

  /** One exchanged with another one; where all are the same, one more, which is wrong too. */
  private static <T> void exchange(List<T> list, int i) {
    for (int k = 0; k < list.size(); k++) {
      if (!list.get(k).equals(list.get(i))) {
        Collections.swap(list, i, k);
        return;
      }
    }
    list.add(list.getFirst());
  }

  /** The same number modulo l, not reduced; above 2^256 it is cut. */
  private static byte[] plusOrder(byte[] scalar) {
    byte[] sum = scalar.clone();
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      carry += (sum[i] & 0xff) + (ORDER[i] & 0xff);
      sum[i] = (byte) carry;
      carry >>= 8;
    }
    return sum;
  }

  /** A point plus one of small order. */
  private byte[] torsioned(byte[] point) {
    EdwardsPoint small = SMALL.get(1 + random.nextInt(7));
    return EdwardsPoint.decode(point, 0).orElseThrow().plus(small).encode();
  }

  /** y of p or more, or x = 0 with its sign. */
  private byte[] notCanonical() {
    byte[] bytes = new byte[32];
    if (random.nextBoolean()) {
      Arrays.fill(bytes, (byte) -1);
      bytes[0] = (byte) (0xed + random.nextInt(19));
      bytes[31] = 0x7f;
    } else {
      bytes[0] = 1;
      bytes[31] = (byte) 0x80;
    }
    return bytes;
  }
}
