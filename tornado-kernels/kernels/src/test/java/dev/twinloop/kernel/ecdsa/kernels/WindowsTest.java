package dev.twinloop.kernel.ecdsa.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

class WindowsTest {
  private static final BigInteger N = Groups.SECP256K1.order();
  private static final BigInteger LAMBDA =
      new BigInteger("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72", 16);

  private final IntArray constants =
      IntArray.fromArray(ScalarConstants.of(LadderShape.of(Groups.SECP256K1)));

  @Test
  void halvesAreShortAndOddAndAddUp() {
    Random random = new Random(14);
    for (int i = 0; i < 5000; i++) {
      assertSplit(new BigInteger(256, random).mod(N));
    }
    for (BigInteger edge :
        List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, LAMBDA, N.shiftRight(1))) {
      for (int d = -3; d <= 3; d++) {
        assertSplit(edge.add(BigInteger.valueOf(d)).mod(N));
        assertSplit(edge.negate().add(BigInteger.valueOf(d)).mod(N));
      }
    }
  }

  @Test
  void noble() throws Exception {
    ECPoint.AbstractFp any = (ECPoint.AbstractFp) CustomNamedCurves.getByName("secp256k1").getG();
    List<Map<String, Object>> tests =
        Json.objects(
            Map.of("all", Json.read(Vectors.file("noble/secp256k1_endomorphism.json"))), "all");
    assertEquals(3, tests.size());
    for (Map<String, Object> test : tests) {
      BigInteger[] k = assertSplit(number(test, "scalar"));
      ECPoint a = any.getCurve().createPoint(number(test, "ax"), number(test, "ay"));
      ECPoint sum = a.multiply(k[0].mod(N)).add(a.multiply(LAMBDA).multiply(k[1].mod(N)));
      assertEquals(
          any.getCurve().createPoint(number(test, "cx"), number(test, "cy")),
          sum.normalize(),
          Json.text(test, "desc"));
    }
  }

  private BigInteger[] assertSplit(BigInteger k) {
    int[] words = words(k);
    int[] first = new int[ScalarConstants.WORDS];
    int[] second = new int[ScalarConstants.WORDS];
    Windows.split(words, first, second, constants);
    BigInteger[] halves = {signed(first), signed(second)};
    for (BigInteger half : halves) {
      assertTrue(half.testBit(0), k + ": even");
      assertTrue(half.abs().bitLength() < 130, k + ": " + half.bitLength() + " bits");
    }
    assertEquals(k, halves[0].add(halves[1].multiply(LAMBDA)).mod(N));
    return halves;
  }

  private static int[] words(BigInteger k) {
    int[] words = new int[ScalarConstants.WORDS];
    for (int i = 0; i < 8; i++) {
      words[i] = k.shiftRight(32 * i).intValue();
    }
    return words;
  }

  private static BigInteger signed(int[] words) {
    BigInteger v = BigInteger.valueOf(words[5]);
    for (int i = 4; i >= 0; i--) {
      v = v.shiftLeft(32).add(BigInteger.valueOf(words[i] & 0xffffffffL));
    }
    return v;
  }

  private static BigInteger number(Map<String, Object> test, String name) {
    return new BigInteger(Json.text(test, name));
  }
}
