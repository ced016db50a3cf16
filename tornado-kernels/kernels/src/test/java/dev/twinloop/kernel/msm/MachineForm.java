package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Points in machine form that stand for themselves in many ways: with any denominator, and with
 * multiples of p added.
 */
public final class MachineForm {
  /** The most that is added to X and Y of a sum, in units of p: 7 and 3 with the number. */
  private static final int[] MOST = {6, 2, 0, 0};

  private final Random random;

  /** With this randomness. */
  public MachineForm(Random random) {
    this.random = random;
  }

  /** With a random denominator, and multiples of p added: random ones or the most there may be. */
  public void put(Group group, Point point, int[] to, int at, boolean extreme) {
    if (point.isInfinity()) {
      return;
    }
    BaseField f = group.base();
    Element z = random(group);
    Element zz = f.times(z, z);
    Element zzz = f.times(zz, z);
    int[] multiples = MOST.clone();
    for (int c = 0; !extreme && c < 4; c++) {
      multiples[c] = random.nextInt(MOST[c] + 1);
    }
    putAll(
        group,
        List.of(f.times(point.x(), zz), f.times(point.y(), zzz), zz, zzz),
        to,
        at,
        multiples);
  }

  /** Writes coordinates; to each of them a multiple of p is added. */
  public static void putAll(
      Group group, List<Element> coordinates, int[] to, int at, int[] multiples) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int place = at;
    for (int c = 0; c < 4; c++) {
      for (BigInteger coefficient : coordinates.get(c).coefficients()) {
        BigInteger more = form.p().multiply(BigInteger.valueOf(multiples[c]));
        form.split(form.toForm(coefficient).add(more), to, place);
        place += form.limbs();
      }
    }
  }

  private Element random(Group group) {
    BigInteger c0 = new BigInteger(group.field().bits() - 1, random).add(BigInteger.ONE);
    return group.base().degree() == 1
        ? Element.of(c0)
        : Element.of(c0, new BigInteger(group.field().bits() - 1, random));
  }

  /** The point. */
  public static Point get(Group group, int[] from) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    BaseField f = group.base();
    List<Element> c = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < 4; i++) {
      List<BigInteger> coefficients = new ArrayList<>();
      for (int k = 0; k < f.degree(); k++, place += form.limbs()) {
        coefficients.add(form.fromForm(form.join(from, place).mod(form.p())));
      }
      c.add(new Element(coefficients));
    }
    if (c.get(2).isZero()) {
      return group.infinity();
    }
    Element zz = c.get(2);
    Element zzz = c.get(3);
    assertEquals(f.times(f.times(zz, zz), zz), f.times(zzz, zzz), "ZZ, ZZZ");
    return new Point(group, f.times(c.get(0), f.inverse(zz)), f.times(c.get(1), f.inverse(zzz)));
  }
}
