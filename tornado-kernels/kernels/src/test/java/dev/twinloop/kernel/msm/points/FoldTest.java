package dev.twinloop.kernel.msm.points;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.TestPoints;
import dev.twinloop.kernel.msm.kernels.FoldSteps;
import dev.twinloop.kernel.msm.kernels.PointSteps;
import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.task.Control;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** The folding kernel as a plain loop, against sums of {@link Point}. */
class FoldTest {
  private static final int THREADS = 64;
  private static final int BATCH = 3;
  private static final int GROUPS = THREADS * BATCH;
  private static final int NONCE = 7;
  private static final int NEGATIVE = 1 << 31;

  private static final Map<Group, Kernel> KERNELS =
      Map.of(
          Groups.BN254, Bn254Points::fold,
          Groups.BLS12_381, Bls12381Points::fold,
          Groups.BLS12_377, Bls12377Points::fold,
          Groups.ED25519, Ed25519Points::fold);

  /** The kernel of a group. */
  private interface Kernel {
    void run(
        IntArray control,
        IntArray receipt,
        IntArray below,
        IntArray constants,
        IntArray points,
        LongArray bases,
        LongArray sums,
        LongArray folded,
        LongArray entries);
  }

  private final Random random = new Random(91);

  /**
   * A few small multiples of one point, so that sums meet their equals and opposites; six groups of
   * a kind, the others at random.
   */
  @ParameterizedTest
  @CsvSource({
    "bn254, 4", "bn254, 8", "bn254, 16",
    "bls12-381, 4", "bls12-381, 8", "bls12-381, 16",
    "ed25519, 4", "ed25519, 8", "ed25519, 16"
  })
  void sumOfEachGroup(Group group, int most) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      points.add(group.generator().multiple(BigInteger.valueOf(i + 1)));
    }
    List<int[]> groups = new ArrayList<>();
    groups.add(new int[0]);
    groups.add(new int[] {4});
    groups.add(entries(most, 0)); // the second addition doubles
    groups.add(entries(most, 0, NEGATIVE)); // infinity, again and again
    groups.add(entries(most, 0, 0, 1 | NEGATIVE)); // opposite after doubling
    groups.add(entries(most - 1, 1, 2, 4)); // 2 + 3 = 5: equal after adding
    while (groups.size() < GROUPS) {
      int[] some = new int[random.nextInt(most + 1)];
      for (int i = 0; i < some.length; i++) {
        some[i] = random.nextInt(points.size()) | (random.nextBoolean() ? NEGATIVE : 0);
      }
      groups.add(some);
    }
    List<Point> folded = fold(group, points, groups, most);
    for (int g = 0; g < GROUPS; g++) {
      if (groups.get(g).length > 0) {
        Point sum = group.infinity();
        for (int entry : groups.get(g)) {
          Point point = points.get(entry & ~NEGATIVE);
          sum = sum.plus(entry < 0 ? point.negated() : point);
        }
        assertEquals(sum, folded.get(g), "group " + g);
      }
    }
  }

  /**
   * Sums are kept between 0 and a little above p. Where x of one is small, it is kept as p + x, and
   * with p = 2^255 - 19 that fills the highest bit, which once said that a sum is infinity: about
   * one sum of a thousand points in fifty came out wrong.
   */
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "bn254", "bls12-381"})
  void aSumWhoseXIsJustAboveTheModulusIsNotTakenForInfinity(Group group) {
    List<Point> sums = pointsOfSmallX(group, GROUPS);
    List<Point> points = new ArrayList<>(List.of(group.generator()));
    List<int[]> groups = new ArrayList<>();
    for (Point sum : sums) {
      groups.add(new int[] {0, points.size()});
      points.add(sum.plus(group.generator().negated()));
    }
    List<Point> folded = fold(group, points, groups, 4);
    for (int g = 0; g < GROUPS; g++) {
      assertEquals(sums.get(g), folded.get(g), "group " + g);
    }
  }

  /** Where such a sum meets its own point or the opposite one, x differs by p and is equal. */
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "bn254", "bls12-381"})
  void aSumWhoseXIsJustAboveTheModulusMeetsItsOwnPoint(Group group) {
    List<Point> points = new ArrayList<>(List.of(group.generator()));
    List<int[]> groups = new ArrayList<>();
    List<Point> expected = new ArrayList<>();
    for (Point sum : pointsOfSmallX(group, GROUPS / 2)) {
      int at = points.size();
      points.add(sum.plus(group.generator().negated()));
      points.add(sum);
      groups.add(new int[] {0, at, at + 1});
      expected.add(sum.plus(sum));
      groups.add(new int[] {0, at, at + 1 | NEGATIVE});
      expected.add(group.infinity());
    }
    List<Point> folded = fold(group, points, groups, 4);
    for (int g = 0; g < GROUPS; g++) {
      assertEquals(expected.get(g), folded.get(g), "group " + g);
    }
  }

  /** Points whose x, in Montgomery form, are the least numbers from 19 on that are some. */
  private static List<Point> pointsOfSmallX(Group group, int count) {
    BigInteger p = group.field().modulus();
    BigInteger unit = MontgomeryForm.of(group.field()).r().modInverse(p);
    List<Point> points = new ArrayList<>();
    for (long x = 19; points.size() < count; x++) {
      root(group, BigInteger.valueOf(x).multiply(unit).mod(p)).ifPresent(points::add);
    }
    return points;
  }

  /** The point of this x, if there is one. */
  private static Optional<Point> root(Group group, BigInteger x) {
    BigInteger p = group.field().modulus();
    BigInteger a = group.curve().a().number();
    BigInteger square = x.multiply(x).add(a).multiply(x).add(group.curve().b().number()).mod(p);
    BigInteger y;
    if (p.testBit(1)) { // p = 3 mod 4
      y = square.modPow(p.shiftRight(2).add(BigInteger.ONE), p);
    } else { // p = 5 mod 8
      y = square.modPow(p.shiftRight(3).add(BigInteger.ONE), p);
      if (!y.multiply(y).mod(p).equals(square)) {
        y = y.multiply(BigInteger.TWO.modPow(p.shiftRight(2), p)).mod(p);
      }
    }
    return Optional.of(group.point(x, y)).filter(Point::onCurve);
  }

  /** A point with y = 0 is its own opposite: twice it is infinity, and no division by 0. */
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "bls12-377"})
  void aPointOfOrderTwoTwiceIsInfinity(Group group) {
    Point two = TestPoints.ofOrderTwo(group).orElseThrow();
    Point g = group.generator();
    List<int[]> groups = new ArrayList<>();
    List<Point> expected = new ArrayList<>();
    while (groups.size() < GROUPS) {
      groups.add(new int[] {0, 0}); // all of one batch
      expected.add(group.infinity());
      groups.add(new int[] {0, NEGATIVE, 1});
      expected.add(g);
      groups.add(new int[] {1, 0, 0});
      expected.add(g);
    }
    List<Point> folded = fold(group, List.of(two, g), groups, 4);
    for (int i = 0; i < GROUPS; i++) {
      assertEquals(expected.get(i), folded.get(i), "group " + i);
    }
  }

  /** {@code count} entries: these, repeated in their order. */
  private static int[] entries(int count, int... these) {
    int[] entries = new int[count];
    for (int i = 0; i < count; i++) {
      entries[i] = these[i % these.length];
    }
    return entries;
  }

  private static List<Point> fold(Group group, List<Point> points, List<int[]> groups, int most) {
    MontgomeryForm field = MontgomeryForm.of(group.field());
    int words = PointSteps.words(field.limbs());
    LongArray bases = new LongArray(points.size() * words);
    for (int i = 0; i < points.size(); i++) {
      put(group, field, points.get(i).x().number(), bases, i * words);
      put(group, field, points.get(i).y().number(), bases, i * words + words / 2);
    }
    IntArray grouped = new IntArray(GROUPS * most);
    LongArray entries = new LongArray(GROUPS);
    for (int g = 0; g < GROUPS; g++) {
      entries.set(g, g);
      int[] some = groups.get(g);
      for (int i = 0; i < most; i++) {
        grouped.set(i * GROUPS + g, i < some.length ? some[i] : RunSteps.NONE);
      }
    }
    IntArray control = new IntArray(Control.INTS);
    control.set(Control.TO, THREADS);
    control.set(Control.NONCE, NONCE);
    control.set(FoldSteps.BATCH, BATCH);
    control.set(FoldSteps.THREADS, THREADS);
    control.set(FoldSteps.GROUP, most);
    control.set(Vouching.TURNS, THREADS);
    IntArray receipt = new IntArray(THREADS);
    IntArray below = new IntArray(1);
    IntArray constants = IntArray.fromArray(field.constants());
    LongArray sums = new LongArray(GROUPS * FoldSteps.longs(field.limbs()));
    LongArray folded = new LongArray(GROUPS * words);
    requireNonNull(KERNELS.get(group))
        .run(control, receipt, below, constants, grouped, bases, sums, folded, entries);
    List<Point> result = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      boolean none = (int) entries.get(g) == RunSteps.NONE;
      result.add(
          none
              ? group.infinity()
              : group.point(
                  get(group, field, folded, g * words),
                  get(group, field, folded, g * words + words / 2)));
    }
    for (int k = 0; k < THREADS; k++) {
      assertEquals(NONCE, receipt.get(k));
    }
    return result;
  }

  private static void put(
      Group group, MontgomeryForm field, BigInteger value, LongArray to, int at) {
    BigInteger montgomery = value.multiply(field.r()).mod(group.field().modulus());
    for (int i = 0; i < PointSteps.words(field.limbs()) / 2; i++) {
      to.set(at + i, montgomery.shiftRight(64 * i).longValue());
    }
  }

  private static BigInteger get(Group group, MontgomeryForm field, LongArray from, int at) {
    BigInteger montgomery = BigInteger.ZERO;
    for (int i = PointSteps.words(field.limbs()) / 2 - 1; i >= 0; i--) {
      BigInteger word = new BigInteger(Long.toUnsignedString(from.get(at + i)));
      montgomery = montgomery.shiftLeft(64).add(word);
    }
    return montgomery
        .multiply(field.r().modInverse(group.field().modulus()))
        .mod(group.field().modulus());
  }
}
