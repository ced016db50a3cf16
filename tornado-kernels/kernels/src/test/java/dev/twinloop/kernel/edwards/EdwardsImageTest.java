package dev.twinloop.kernel.edwards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdwardsImageTest {
  /** A point of order 8 (RFC 7748's curve; of the list that libraries refuse). */
  private static final String ORDER_8 =
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";

  private final Random random = new Random(20261129);

  private static EdwardsPoint decode(String hex) {
    return EdwardsPoint.decode(HexFormat.of().parseHex(hex), 0).orElseThrow();
  }

  /** Multiples of the base point, those of small order, and sums of both. */
  private List<EdwardsPoint> points() {
    List<EdwardsPoint> all = new ArrayList<>();
    EdwardsPoint small = EdwardsPoint.IDENTITY;
    for (int i = 0; i < 8; i++) {
      EdwardsScalar scalar = EdwardsScalar.of(new BigInteger(300, random));
      all.add(small);
      all.add(EdwardsPoint.baseTimes(scalar));
      all.add(EdwardsPoint.baseTimes(scalar).plus(small));
      small = small.plus(decode(ORDER_8));
    }
    assertTrue(small.isIdentity());
    return all;
  }

  @Test
  void baseIsGenerator() {
    assertEquals(Groups.ED25519.generator(), EdwardsImage.of(EdwardsPoint.BASE));
    assertEquals(EdwardsPoint.BASE, EdwardsImage.back(Groups.ED25519.generator()));
  }

  @Test
  void thereAndBack() {
    List<EdwardsPoint> points = points();
    MemorySegment bytes = MemorySegment.ofArray(new byte[64 * points.size() + 3]);
    EdwardsImage.write(points, bytes, 3);
    for (int i = 0; i < points.size(); i++) {
      Point image = Point.read(Groups.ED25519, bytes, 3 + 64L * i);
      assertTrue(image.onCurve(), "" + points.get(i));
      assertEquals(image, EdwardsImage.of(points.get(i)));
      assertEquals(points.get(i), EdwardsImage.back(image));
      assertEquals(points.get(i).isTorsionFree(), image.inSubgroup(), "" + points.get(i));
    }
  }

  @Test
  void aPointIsKnownByEncodingAndImage() {
    EdwardsPoint other = EdwardsPoint.baseTimes(EdwardsScalar.of(7));
    byte[] both = new byte[32 + 64 + 1];
    MemorySegment memory = MemorySegment.ofArray(both);
    for (EdwardsPoint point : points()) {
      System.arraycopy(point.encode(), 0, both, 1, 32);
      EdwardsImage.write(List.of(point), memory, 33);
      EdwardsPoint known = EdwardsImage.known(both, 1, memory, 33);
      assertEquals(point, known);
      assertEquals(point.plus(other), known.plus(other)); // T is right too
    }
  }

  @Test
  void sumsOfImagesAreImagesOfSums() {
    List<EdwardsPoint> points = points();
    for (EdwardsPoint a : points) {
      EdwardsPoint b = points.get(random.nextInt(points.size()));
      assertEquals(
          EdwardsImage.of(a.plus(b)), EdwardsImage.of(a).plus(EdwardsImage.of(b)), a + " + " + b);
      assertEquals(EdwardsImage.of(a.negate()), EdwardsImage.of(a).negated());
    }
  }

  @Test
  void otherPointsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> EdwardsImage.back(Groups.BN254.generator()));
    Point off = Groups.ED25519.point(BigInteger.ONE, BigInteger.TWO);
    assertFalse(off.onCurve());
    assertThrows(IllegalArgumentException.class, () -> EdwardsImage.back(off));
  }
}
