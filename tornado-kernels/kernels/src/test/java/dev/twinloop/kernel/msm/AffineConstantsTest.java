package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The literals are the numbers that the host computes from the modulus. */
class AffineConstantsTest {
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void areThoseOfTheField(Group group) {
    MontgomeryForm field = MontgomeryForm.of(group.field());
    int limbs = field.limbs();
    int[] n = new int[limbs + 1];
    int[] multiples = new int[4 * limbs];
    AffineConstants.load(n, multiples, IntArray.fromArray(field.constants()), limbs);
    int[] expected = field.constants();
    assertArrayEquals(Arrays.copyOf(expected, limbs), Arrays.copyOf(n, limbs));
    int limb = (1 << XyzzMachine.bits(limbs)) - 1;
    assertEquals(limb, (n[limbs] * n[0]) & limb, "-1/p mod 2^bits, times p");
    assertArrayEquals(Arrays.copyOfRange(expected, limbs + 1, 5 * limbs + 1), multiples);
  }
}
