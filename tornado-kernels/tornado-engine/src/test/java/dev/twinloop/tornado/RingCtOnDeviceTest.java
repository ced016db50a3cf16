package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.KeyImages;
import dev.twinloop.ringct.RingCtBatch;
import dev.twinloop.ringct.RingCtStatement;
import dev.twinloop.ringct.RingCtVectors;
import dev.twinloop.ringct.RingCtVerdict;
import dev.twinloop.ringct.bpp.BulletproofPlusBatch;
import dev.twinloop.ringct.bpp.RangeProof;
import dev.twinloop.ringct.bpp.RangeProofVectors;
import dev.twinloop.ringct.bpp.RangeVerdict;
import dev.twinloop.ringct.clsag.ClsagItems;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import dev.twinloop.ringct.clsag.ClsagVerdicts;
import dev.twinloop.ringct.clsag.Finding;
import dev.twinloop.ringct.tx.TransactionException;
import dev.twinloop.scheduler.HybridScheduler;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions, range proofs and the hash to a point on whatever OpenCL device there is. */
@Tag("slow")
class RingCtOnDeviceTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int RING = 4;

  /** Hardly less than all, so that the check goes round by round, by the device's challenges. */
  private static final double NEARLY_ALL = 0.95;

  @Test
  void theRealTransactionIsValidAndTwoHundredChangedBytesAreRefused() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    Random random = new Random(200);
    List<RingCtStatement> all = new ArrayList<>();
    int refused = 0;
    while (all.size() + refused < 200) {
      byte[] changed = real.blob().clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        all.add(real.with(changed));
      } catch (TransactionException e) {
        refused++;
      }
    }
    all.add(real.statement());
    RingCtBatch batch = new RingCtBatch(all);
    try (HybridScheduler scheduler = HybridScheduler.open(OpenClDevice.config())) {
      TaskResult<List<RingCtVerdict>> result =
          scheduler.submit(batch.workflow(new KeyImages(1))).await();
      assertEquals(batch.verify(new KeyImages(1)), result.value());
      assertEquals(1, result.value().stream().filter(RingCtVerdict::valid).count());
      assertTrue(result.value().getLast().valid());
      assertTrue(result.report().itemsByDevice().containsKey(OpenClDevice.id()));
    }
  }

  /** Enough of them that their points go to the device. */
  @Test
  void rangeProofsOfTheVectors() throws Exception {
    List<RangeProofVectors> vectors = RangeProofVectors.own();
    List<RangeProof> proofs = new ArrayList<>();
    vectors.forEach(vector -> proofs.add(vector.proof()));
    proofs.addAll(Collections.nCopies(250, RangeProofVectors.real().getFirst().proof()));
    try (HybridScheduler scheduler = HybridScheduler.open(OpenClDevice.config())) {
      TaskResult<List<RangeVerdict>> result =
          scheduler.submit(new BulletproofPlusBatch(proofs).workflow(new SecureRandom())).await();
      for (int i = 0; i < proofs.size(); i++) {
        boolean expected = i >= vectors.size() || vectors.get(i).valid();
        assertEquals(expected, result.value().get(i).valid(), "proof " + i);
      }
      assertTrue(result.report().itemsByDevice().containsKey(OpenClDevice.id()));
    }
  }

  /**
   * Monero's own keys as members of rings: what the device makes of their hashes is in the
   * challenge of each round, which the host's must equal. {@code HashToPointTest} holds the host's
   * to the list.
   */
  @Test
  void hashesToPointsOfMonerosList() throws Exception {
    ClsagStatement some = good();
    ClsagItems items = new ClsagItems(RING, 1);
    for (String line :
        Files.readAllLines(Vectors.file("ringct/serai-monero/check_key_and_hash_to_ec.txt"))) {
      String[] words = line.split(" ", -1);
      byte[] key = HEX.parseHex(words[1]);
      if (words[0].equals("hash_to_ec") && EdwardsPoint.decode(key, 0).isPresent()) {
        Member member = new Member(key, some.pseudoOutput());
        items.add(
            new ClsagStatement(
                some.message(),
                Collections.nCopies(RING, member),
                some.pseudoOutput(),
                some.keyImage(),
                some.signature()));
      }
    }
    assertTrue(items.count() > 100, items.count() + " keys");
    try (HybridScheduler scheduler =
        HybridScheduler.open(OpenClDevice.config().withSampleRate(NEARLY_ALL))) {
      TaskResult<ClsagVerdicts> result = scheduler.submit(items.verify()).await();
      TaskReport report = result.report();
      assertEquals(Set.of(OpenClDevice.id()), report.itemsByDevice().keySet());
      assertEquals(0, report.mismatches());
      assertTrue(report.checked() > items.count() * 8 / 10, report.checked() + " checked");
      for (int i = 0; i < items.count(); i++) {
        assertEquals(Finding.RING_OPEN, result.value().get(i).finding());
      }
      System.out.println(items.count() + " keys, " + report.checked() + " rounds checked");
    }
  }

  /** A key image in the prime-order group, a D, and scalars below l. */
  private static ClsagStatement good() {
    byte[] base = EdwardsPoint.BASE.encode();
    byte[] one = new byte[32];
    one[0] = 1;
    Signature signature = new Signature(Collections.nCopies(RING, one), one, base);
    return new ClsagStatement(one, List.of(), base, base, signature);
  }
}
