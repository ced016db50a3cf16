package dev.twinloop.zk.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.Json;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.Weierstrass;
import dev.twinloop.zk.verify.Proof;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubgroupBatchTest {
  private static final int COUNT = 300;

  /** A point of the twist that is not in the group, out of the cases of the verifier. */
  private static Point outside(PairingCurve curve, String why) {
    for (String line : Sets.text("verify-cases.jsonl").lines().toList()) {
      Map<String, Object> test = Json.object(line);
      if (Json.string(test, "why").startsWith(why)
          && Json.string(test, "key").startsWith(curve == PairingCurve.BN254 ? "bn" : "bls")) {
        byte[] proof = Json.text(Json.get(test, "proof")).getBytes(StandardCharsets.UTF_8);
        return Proof.parse(why, proof, curve).b();
      }
    }
    throw new AssertionError("no case: " + why);
  }

  @ParameterizedTest
  @EnumSource
  void onePointOutsideAmongManyIsFound(PairingCurve curve) {
    PairingGroups groups = new PairingGroups(curve);
    Weierstrass g = groups.g2();
    int size = g.affineSize();
    long[] points = new long[COUNT * size];
    long[] generator = groups.limbs(curve.g2().generator());
    for (int i = 1; i < COUNT; i++) { // the first is infinity
      g.toAffine(points, i * size, g.multiple(generator, 0, new long[] {i}), 0);
    }
    SubgroupBatch batch = new SubgroupBatch(curve, new SecureRandom());
    assertTrue(batch.allInG2(groups, MemorySegment.ofArray(points), COUNT));
    for (String why :
        new String[] {
          "B on the twist, not in the subgroup",
          "B plus a point outside the subgroup",
          "B plus a point of the cofactor's order"
        }) {
      long[] damaged = points.clone();
      Point point = outside(curve, why);
      assertEquals(curve.g2(), point.group());
      System.arraycopy(groups.limbs(point), 0, damaged, 77 * size, size);
      assertTrue(g.onCurve(damaged, 77 * size), why);
      assertFalse(batch.allInG2(groups, MemorySegment.ofArray(damaged), COUNT), why);
    }
    BigInteger smallest = BigInteger.valueOf(curve == PairingCurve.BN254 ? 10069 : 13);
    assertEquals(BigInteger.ZERO, curve.g2().cofactor().mod(smallest));
    for (int p = 2; p < smallest.intValue(); p++) {
      assertFalse(curve.g2().cofactor().mod(BigInteger.valueOf(p)).signum() == 0, "factor " + p);
    }
  }
}
