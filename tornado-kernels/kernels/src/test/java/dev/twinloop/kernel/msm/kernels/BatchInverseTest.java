package dev.twinloop.kernel.msm.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Inverses in Montgomery form, against BigInteger. */
class BatchInverseTest {
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void invertsNumbersBelowTwiceTheModulus(Group group) {
    MontgomeryForm field = MontgomeryForm.of(group.field());
    int limbs = field.limbs();
    int[] constants = field.constants();
    int[] parameters = Arrays.copyOf(constants, limbs + 1);
    for (BigInteger number : numbers(group.field().modulus())) {
      int[] file = new int[limbs + 2];
      field.split(number, file, 2);
      BatchInverse.invert(
          file, 2, new int[4 * limbs], parameters, IntArray.fromArray(constants), limbs);
      BigInteger inverse =
          number
              .modInverse(group.field().modulus())
              .multiply(field.r().pow(2))
              .mod(group.field().modulus());
      assertEquals(inverse, field.join(file, 2), number.toString());
    }
  }

  private static List<BigInteger> numbers(BigInteger p) {
    List<BigInteger> numbers = new ArrayList<>();
    for (int near = 1; near < 40; near++) {
      BigInteger small = BigInteger.valueOf(near);
      numbers.addAll(List.of(small, p.subtract(small), p.add(small)));
      numbers.add(p.shiftLeft(1).subtract(small));
      numbers.add(BigInteger.ONE.shiftLeft(6 * near));
    }
    Random random = new Random(29);
    for (int i = 0; i < 1000; i++) {
      numbers.add(new BigInteger(p.bitLength() - 1, random).add(BigInteger.ONE));
    }
    return numbers;
  }
}
