package dev.twinloop.kernel.msm.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The written-out addition, with sums that are as little reduced as they may be: X up to 7 p, Y up
 * to 3 p. Where R is least above p (ed25519) that is where an overlooked equality would hide.
 */
class AffineAddTest {
  private final Random random = new Random(20261129);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void everyRepresentationOfASum(Group group) {
    for (int i = 0; i < 10; i++) {
      Point a = group.generator().multiple(new BigInteger(100, random).add(BigInteger.ONE));
      Point b = group.generator().multiple(new BigInteger(100, random).add(BigInteger.ONE));
      for (int moreX = 0; moreX < 7; moreX++) {
        int moreY = random.nextInt(3);
        assertEquals(List.of(0, a.plus(b)), sum(group, a, b, moreX, moreY));
        assertEquals(1, sum(group, a, a, moreX, moreY).getFirst(), "equal");
        assertEquals(1, sum(group, a, a.negated(), moreX, moreY).getFirst(), "opposite");
      }
    }
  }

  /** What {@code begin} says and, if it says 0, the sum. */
  private List<Object> sum(Group group, Point a, Point b, int moreX, int moreY) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int limbs = form.limbs();
    int[] f = new int[limbs == 9 ? AffineAdd.FILE_9 : AffineAdd.FILE_14];
    BaseField field = group.base();
    Element z = Element.of(new BigInteger(200, random).add(BigInteger.ONE));
    Element zz = field.times(z, z);
    Element zzz = field.times(zz, z);
    put(form, field.times(a.x(), zz), moreX, f, 0);
    put(form, field.times(a.y(), zzz), moreY, f, 1);
    put(form, zz, 0, f, 2);
    put(form, zzz, 0, f, 3);
    put(form, b.x(), 0, f, AffineAdd.POINT);
    put(form, b.y(), 0, f, AffineAdd.POINT + 1);
    int[] n = form.parameters();
    int[] k = form.multiples();
    int same = AffineAdd.begin(f, n, k, 2, limbs);
    if (same != 0) {
      return List.of(same);
    }
    AffineAdd.finish(f, n, k, 4, limbs);
    Element newZz = get(form, f, 2);
    Element newZzz = get(form, f, 3);
    Element x = field.times(get(form, f, 0), field.inverse(newZz));
    Element y = field.times(get(form, f, 1), field.inverse(newZzz));
    return List.of(same, new Point(group, x, y));
  }

  private static void put(MontgomeryForm form, Element value, int more, int[] f, int register) {
    BigInteger number = form.toForm(value.number());
    form.split(number.add(form.p().multiply(BigInteger.valueOf(more))), f, register * form.limbs());
  }

  private static Element get(MontgomeryForm form, int[] f, int register) {
    return Element.of(form.fromForm(form.join(f, register * form.limbs()).mod(form.p())));
  }
}
