package dev.twinloop.kernel.msm.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that lie where an estimate from the top limb changes, and about multiples of p. */
class FoldNumbersTest {
  private final Random random = new Random(23);

  /** Limbs below zero too, as differences leave them; units are those of the last limb. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void settlesAboutMultiplesOfTheModulus(Group group) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    BigInteger p = form.p();
    BigInteger unit = BigInteger.ONE.shiftLeft(form.bits() * (form.limbs() - 1));
    for (int times = -2; times <= 0; times++) {
      for (int units = -4; units <= 4; units++) {
        for (int few = -3; few <= 3; few++) {
          BigInteger number =
              p.multiply(BigInteger.valueOf(times))
                  .add(unit.multiply(BigInteger.valueOf(units)))
                  .add(BigInteger.valueOf(few));
          int[] f = spread(form, number);
          FoldNumbers.settle(f, 0, form.parameters(), form.limbs());
          BigInteger settled = form.join(f, 0);
          String what = group + ": " + times + " p + " + units + " units + " + few;
          assertEquals(number.mod(p), settled.mod(p), what);
          BigInteger most = p.add(unit.multiply(BigInteger.valueOf(7)));
          assertTrue(settled.compareTo(most) < 0, what);
        }
      }
    }
  }

  /** The number's limbs, some of which borrow from the next. */
  private int[] spread(MontgomeryForm form, BigInteger number) {
    int[] f = new int[form.limbs()];
    form.split(number, f, 0);
    for (int i = 0; i < form.limbs() - 1; i++) {
      int borrowed = random.nextInt(2);
      f[i] -= borrowed << form.bits();
      f[i + 1] += borrowed;
    }
    return f;
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void findsTheMultiplesAndNothingBesideThem(Group group) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int[] f = new int[form.limbs()];
    for (int times = 1; times <= 2; times++) {
      BigInteger multiple = form.p().multiply(BigInteger.valueOf(times));
      for (int bit = -1; bit < group.field().bits() - 2; bit++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          BigInteger beside =
              bit < 0 ? multiple : multiple.add(BigInteger.valueOf(sign).shiftLeft(bit));
          form.split(beside, f, 0);
          int found = FoldNumbers.multiple(f, 0, form.parameters(), form.limbs());
          assertEquals(bit < 0 ? 1 : 0, found, group + ": " + times + " p, bit " + bit);
        }
      }
    }
  }

  /**
   * {@link FoldSteps} marks infinity by the two highest bits of a stored number. So no number up to
   * 1.05 p may have both: with p above three quarters of 2^256 or 2^384 it would.
   */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void noStoredNumberHasTheMarkOfInfinity(Group group) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int bits = 32 * PointSteps.words(form.limbs());
    BigInteger most = form.p().multiply(BigInteger.valueOf(105)).divide(BigInteger.valueOf(100));
    BigInteger mark = BigInteger.valueOf(3).shiftLeft(bits - 2);
    assertTrue(most.compareTo(mark) < 0, group + ": p=" + form.p().toString(16));
  }
}
