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
import dev.twinloop.ringct.clsag.Finding;
import dev.twinloop.ringct.clsag.Verdict;
import dev.twinloop.ringct.clsag.WrongRings;
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

  /** Judges {@code count} signatures; every {@code each}-th of them is wrong. */
  private void judge(int count, int each, int ringSize) {
    RingSigner signer = new RingSigner(SEED);
    List<ClsagStatement> good = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 2000); i++) {
      good.add(signer.sign(ringSize));
    }
    List<ClsagStatement> all = new ArrayList<>();
    WrongRings wrong = new WrongRings(new Random(SEED));
    for (int i = 0; i < count; i++) {
      ClsagStatement one = good.get(i % good.size());
      all.add(i % each == 0 ? wrong.of(one, i / each % WrongRings.WAYS) : one);
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
