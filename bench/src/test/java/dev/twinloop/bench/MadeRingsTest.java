package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.Submission;
import dev.twinloop.ringct.KeyImages;
import dev.twinloop.ringct.RingCtBatch;
import dev.twinloop.ringct.RingCtStatement;
import dev.twinloop.ringct.RingCtVerdict;
import dev.twinloop.ringct.clsag.ClsagJudge;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import dev.twinloop.ringct.clsag.Finding;
import dev.twinloop.ringct.clsag.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signatures by an own signer, right ones and ones that are wrong in every way. */
class MadeRingsTest {
  private static final long SEED = 18;

  /** l, little-endian: added to a scalar, it stays the same number and is not reduced any more. */
  private static final int[] ORDER = {
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14
  };

  private final Random random = new Random(SEED);

  private static byte[] unreduced(byte[] scalar) {
    byte[] sum = scalar.clone();
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int add = i < ORDER.length ? ORDER[i] : i == 31 ? 0x10 : 0;
      carry += (sum[i] & 0xff) + add;
      sum[i] = (byte) carry;
      carry >>= 8;
    }
    return sum;
  }

  private byte[] changed(byte[] element) {
    byte[] other = element.clone();
    other[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
    return other;
  }

  /** One of all ways to be wrong. */
  private ClsagStatement wrong(ClsagStatement good, int way) {
    byte[] message = good.message();
    List<Member> ring = new ArrayList<>(good.ring());
    byte[] pseudo = good.pseudoOutput();
    byte[] image = good.keyImage();
    List<byte[]> s = new ArrayList<>(good.signature().s());
    byte[] c1 = good.signature().c1();
    byte[] d = good.signature().d();
    int i = random.nextInt(ring.size());
    Member member = ring.get(i);
    switch (way % 12) {
      case 0 -> message = changed(message);
      case 1 -> pseudo = changed(pseudo);
      case 2 -> image = changed(image);
      case 3 -> s.set(i, changed(s.get(i)));
      case 4 -> c1 = changed(c1);
      case 5 -> d = changed(d);
      case 6 -> ring.set(i, new Member(changed(member.key()), member.commitment()));
      case 7 -> ring.set(i, new Member(member.key(), changed(member.commitment())));
      case 8 -> s.set(i, unreduced(s.get(i)));
      case 9 -> c1 = unreduced(c1);
      case 10 -> image = neutral();
      default -> d = neutral();
    }
    return new ClsagStatement(message, ring, pseudo, image, new Signature(s, c1, d));
  }

  private static byte[] neutral() {
    byte[] one = new byte[32];
    one[0] = 1;
    return one;
  }

  /** So many, of which every {@code each}-th is wrong. */
  private void judge(int count, int each, int ringSize) {
    RingSigner signer = new RingSigner(SEED);
    List<ClsagStatement> good = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 2000); i++) {
      good.add(signer.sign(ringSize));
    }
    List<ClsagStatement> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ClsagStatement one = good.get(i % good.size());
      all.add(i % each == 0 ? wrong(one, i / each) : one);
    }
    Map<Finding, Integer> found = new EnumMap<>(Finding.class);
    try (CpuEngine cpu = new CpuEngine()) {
      List<Verdict> loop = ClsagJudge.workflow(all).start(cpu, Submission.plain()).await().value();
      List<Verdict> host = ClsagJudge.onHost().judge(all);
      assertEquals(host, loop);
      for (int i = 0; i < count; i++) {
        assertEquals(i % each != 0, loop.get(i).valid(), "item " + i + ": " + loop.get(i));
        found.merge(loop.get(i).finding(), 1, Integer::sum);
      }
    }
    assertTrue(found.size() > 6, found.toString());
  }

  @Test
  void noVerdictDiffersFromTheOracles() {
    judge(96, 2, 3);
  }

  @Tag("slow")
  @Test
  void noVerdictOfAHundredThousandDiffersFromTheOracles() {
    judge(100_000, 100, 4);
  }

  @Test
  void transactionsThatWereMadeAreValidAndEachOfItsPartsMatters() {
    RingCtStatement one = new MadeTransactions(SEED).next();
    RingCtStatement other = new MadeTransactions(SEED + 1).next();
    List<RingCtStatement> all =
        List.of(
            one,
            other,
            new RingCtStatement(one.transaction(), other.rings()),
            new RingCtStatement(one.transaction(), one.rings().reversed()),
            one);
    List<RingCtVerdict> verdicts = new RingCtBatch(all).verify(new KeyImages(SEED));
    assertEquals("", verdicts.get(0).reason());
    assertTrue(verdicts.get(1).valid());
    assertTrue(verdicts.get(2).reason().contains("the ring does not close"));
    assertTrue(verdicts.get(3).reason().contains("the ring does not close"));
    assertTrue(verdicts.get(4).reason().contains("was spent before"));
  }
}
