package dev.twinloop.kernel.edwards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.Vectors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Host points against the textbook, and against published encodings. */
class EdwardsPointTest {
  private static EdwardsPoint point(AffinePoint affine) {
    return EdwardsPoint.decode(affine.encode(), 0).orElseThrow();
  }

  private static void same(AffinePoint expected, EdwardsPoint actual) {
    assertArrayEquals(expected.encode(), actual.encode());
  }

  @Test
  void pointsOfAnyOrderAddDoubleAndMultiplyAsIntegers() {
    Random random = new Random(4);
    for (int i = 0; i < 30; i++) {
      AffinePoint a = AffinePoint.random(random);
      AffinePoint b = AffinePoint.random(random);
      EdwardsPoint p = point(a);
      EdwardsPoint q = point(b);
      same(a.plus(b), p.plus(q));
      same(a, p.plus(q).minus(q));
      same(a.plus(b).plus(a), EdwardsPoint.sum(List.of(p, q, p)));
      same(a.plus(a), p.plus(p));
      same(a.plus(a), p.twice());
      same(a.times(BigInteger.valueOf(8)), p.timesCofactor());
      same(AffinePoint.IDENTITY, p.plus(p.negate()));
      assertTrue(p.minus(p).isIdentity());
      BigInteger k = new BigInteger(253, random).mod(AffinePoint.L);
      same(a.times(k), p.times(EdwardsScalar.of(k)));
      same(
          AffinePoint.BASE.times(k).plus(a.times(k)),
          EdwardsSum.withBase(EdwardsScalar.of(k), List.of(EdwardsScalar.of(k)), List.of(p)));
      assertEquals(a.x(), p.affineX());
      assertEquals(a.y(), p.affineY());
      boolean pure = a.times(AffinePoint.L).equals(AffinePoint.IDENTITY);
      assertEquals(pure, p.isTorsionFree());
    }
  }

  @Test
  void edgesOfScalars() {
    BigInteger l = AffinePoint.L;
    AffinePoint torsioned = AffinePoint.random(new Random(5));
    for (BigInteger k :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            l.subtract(BigInteger.ONE),
            l.subtract(BigInteger.TWO),
            BigInteger.TWO.pow(252),
            BigInteger.TWO.pow(252).subtract(BigInteger.ONE))) {
      same(torsioned.times(k), point(torsioned).times(EdwardsScalar.of(k)));
      same(AffinePoint.BASE.times(k), EdwardsPoint.baseTimes(EdwardsScalar.of(k)));
    }
  }

  @Test
  void sumsOfManyPointsAreSumsOfEach() {
    Random random = new Random(6);
    for (int n : new int[] {0, 1, 2, 3, 17, 159, 160, 300, 2000}) {
      List<EdwardsScalar> scalars = new ArrayList<>();
      List<EdwardsPoint> points = new ArrayList<>();
      EdwardsPoint expected = EdwardsPoint.IDENTITY;
      for (int i = 0; i < n; i++) {
        EdwardsPoint point =
            i % 5 == 0
                ? point(AffinePoint.random(random))
                : EdwardsPoint.baseTimes(EdwardsScalar.of(random.nextLong()));
        EdwardsScalar scalar = EdwardsScalar.of(new BigInteger(253, random));
        if (i % 7 == 3) {
          scalar = EdwardsScalar.of(i % 2 - 1);
        }
        scalars.add(scalar);
        points.add(point);
        expected = expected.plus(point.times(scalar));
      }
      assertEquals(expected, EdwardsSum.of(scalars, points), "n=" + n);
      EdwardsScalar base = EdwardsScalar.of(random.nextLong());
      assertEquals(
          expected.plus(EdwardsPoint.baseTimes(base)),
          EdwardsSum.withBase(base, scalars, points),
          "n=" + n);
    }
    assertThrows(
        IllegalArgumentException.class, () -> EdwardsSum.of(List.of(EdwardsScalar.ONE), List.of()));
  }

  @Test
  void pointsOfSmallOrderAndTheirUnreducedEncodings() throws IOException {
    Map<String, Integer> orders = new java.util.TreeMap<>();
    Object cases = Json.read(Vectors.file("ringct/ed25519/zip215.json"));
    for (Object each : (List<?>) cases) {
      byte[] key = HexFormat.of().parseHex(Json.text(Json.object(each), "vk_bytes"));
      EdwardsPoint point = EdwardsPoint.decodeUnreduced(key, 0).orElseThrow();
      assertTrue(point.isSmallOrder());
      assertEquals(point.isIdentity(), point.isTorsionFree());
      boolean canonical = java.util.Arrays.equals(key, point.encode());
      assertEquals(canonical, EdwardsPoint.isCanonical(key, 0));
      assertEquals(canonical, EdwardsPoint.decode(key, 0).isPresent());
      orders.merge(point.toString(), 1, Integer::sum);
    }
    assertEquals(8, orders.size());
  }

  @Test
  void moneroAcceptsTheSameEncodings() throws IOException {
    int lines = 0;
    int good = 0;
    for (String line :
        Files.readAllLines(Vectors.file("ringct/serai-monero/check_key_and_hash_to_ec.txt"))) {
      String[] words = line.split(" ", -1);
      if (!words[0].equals("check_key")) {
        continue;
      }
      byte[] key = HexFormat.of().parseHex(words[1]);
      boolean expected = Boolean.parseBoolean(words[2]);
      assertEquals(expected, EdwardsPoint.decode(key, 0).isPresent(), line);
      lines++;
      good += expected ? 1 : 0;
    }
    assertEquals(372, lines);
    assertTrue(good > 50 && good < 322, "good: " + good);
  }

  @Test
  void projectiveCoordinatesAreCheckedAndEncodedTogether() {
    Random random = new Random(7);
    List<EdwardsPoint> points = new ArrayList<>();
    List<AffinePoint> affine = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      AffinePoint point = AffinePoint.random(random);
      BigInteger scale = new BigInteger(250, random).add(BigInteger.ONE);
      long[] z = EdwardsField.of(scale);
      long[] x = EdwardsField.of(point.x().multiply(scale));
      long[] y = EdwardsField.of(point.y().multiply(scale));
      points.add(EdwardsPoint.ofProjective(x, y, z));
      affine.add(point);
      assertThrows(IllegalArgumentException.class, () -> EdwardsPoint.ofProjective(x, z, y));
      assertThrows(
          IllegalArgumentException.class, () -> EdwardsPoint.ofProjective(x, y, new long[5]));
    }
    byte[][] all = EdwardsPoint.encodeAll(points);
    for (int i = 0; i < 9; i++) {
      assertArrayEquals(affine.get(i).encode(), all[i]);
      assertEquals(point(affine.get(i)), points.get(i));
      assertEquals(point(affine.get(i)).hashCode(), points.get(i).hashCode());
      assertNotEquals(points.get(i), points.get((i + 1) % 9));
    }
  }

  @Test
  void theBasePointHasOrderL() {
    assertEquals(AffinePoint.BASE.x(), EdwardsPoint.BASE.affineX());
    assertTrue(EdwardsPoint.BASE.isTorsionFree());
    assertFalse(EdwardsPoint.BASE.isSmallOrder());
  }
}
