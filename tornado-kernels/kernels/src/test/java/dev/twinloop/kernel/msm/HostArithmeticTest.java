package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostArithmeticTest {
  private final Random random = new Random(64);

  private List<BigInteger> values(BigInteger p) {
    List<BigInteger> values = new ArrayList<>();
    BigInteger half = BigInteger.TWO.pow(p.bitLength() / 2);
    for (BigInteger v : List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, half)) {
      values.add(v);
      values.add(p.subtract(v).mod(p));
    }
    for (int limb = 64; limb < p.bitLength(); limb += 64) {
      values.add(BigInteger.TWO.pow(limb).subtract(BigInteger.ONE));
    }
    for (int i = 0; i < 20; i++) {
      values.add(new BigInteger(p.bitLength() + 8, random).mod(p));
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void fieldsAgreeWithBigIntegers(G1 curve) {
    HostField field = HostField.of(curve);
    BigInteger p = curve.p();
    long[] d = field.zero();
    for (BigInteger a : values(p)) {
      assertEquals(a, field.number(field.form(a)));
      for (BigInteger b : values(p)) {
        field.mul(d, field.form(a), field.form(b));
        assertEquals(a.multiply(b).mod(p), field.number(d));
        field.add(d, field.form(a), field.form(b));
        assertEquals(a.add(b).mod(p), field.number(d));
        field.sub(d, field.form(a), field.form(b));
        assertEquals(a.subtract(b).mod(p), field.number(d));
      }
      if (a.signum() != 0) {
        field.invert(d, field.form(a));
        assertEquals(a.modInverse(p), field.number(d));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsAreTheLimbsOfKernels(G1 curve) {
    HostField field = HostField.of(curve);
    BigInteger a = values(curve.p()).getLast();
    long[] form = field.form(a);
    int[] words = curve.field().toForm(a);
    for (int i = 0; i < words.length; i++) {
      assertEquals(words[i], (int) (form[i / 2] >>> (32 * (i % 2))));
    }
    MemorySegment memory = MemorySegment.ofArray(new byte[curve.coordinateBytes()]);
    PointBytes.write(a, memory, 0, curve.coordinateBytes());
    long[] loaded = field.zero();
    field.load(loaded, memory, 0);
    assertArrayEquals(form, loaded);
    memory.fill((byte) -1);
    field.store(loaded, memory, 0);
    assertEquals(a, PointBytes.number(memory, 0, curve.coordinateBytes()));
  }

  @ParameterizedTest
  @EnumSource
  void sumsAgreeWithPlainArithmetic(G1 curve) {
    HostField field = HostField.of(curve);
    G1Point g = curve.generator();
    G1Point p = g.multiple(new BigInteger(200, random));
    List<G1Point> points = List.of(p, p.negated(), g, curve.infinity());
    for (G1Point a : points) {
      for (G1Point b : points) {
        assertEquals(a.plus(b), sum(field, a, b).point(), a + " + " + b);
        G1Sum left = sum(field, a, g);
        left.add(sum(field, b, g));
        assertEquals(a.plus(g).plus(b.plus(g)), left.point(), "sums of " + a + " and " + b);
      }
      G1Sum twice = sum(field, a, g);
      twice.twice();
      assertEquals(a.plus(g).plus(a.plus(g)), twice.point());
      BigInteger k = new BigInteger(100, random);
      G1Sum many = new G1Sum(curve, field);
      many.setMultiple(sum(field, a, g), k);
      assertEquals(a.plus(g).multiple(k), many.point());
      many.setMultiple(sum(field, a, g), BigInteger.ZERO);
      assertTrue(many.isInfinity());
    }
  }

  private static G1Sum sum(HostField field, G1Point a, G1Point b) {
    G1Sum sum = new G1Sum(a.curve(), field);
    sum.add(field.form(a.x()), field.form(a.y()));
    sum.add(field.form(b.x()), field.form(b.y()));
    return sum;
  }
}
