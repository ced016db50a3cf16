package dev.twinloop.kernel.msm.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Numbers;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Digits one by one, against the recoding from the lowest to the highest. */
class WindowDigitTest {
  private final Random random = new Random(31);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void everyDigitIsThatOfTheSequentialRecoding(Group group) {
    for (int width = 6; width <= 18; width++) {
      int windows = MsmPlan.of(new MsmPlan.Shape(group, 10, width, false, 0)).windows();
      List<BigInteger> scalars = scalars(group, width, windows);
      int[][] expected = new int[scalars.size()][];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = recoded(scalars.get(i), width, windows);
      }
      for (int w = 0; w < windows; w++) {
        WindowDigit digit = new WindowDigit(width, w);
        for (int i = 0; i < expected.length; i++) {
          int actual = digit.of(ReducedScalars.words(scalars.get(i)));
          assertEquals(expected[i][w], actual, width + " " + w + " " + scalars.get(i));
        }
      }
    }
  }

  /** Random ones, and those about the borders where a carry begins. */
  private List<BigInteger> scalars(Group group, int width, int windows) {
    List<BigInteger> scalars = new ArrayList<>();
    scalars.add(group.order().subtract(BigInteger.ONE));
    BigInteger border = BigInteger.ZERO;
    for (int w = 0; w < windows; w++) {
      for (int delta = -1; delta <= 1; delta++) {
        scalars.add(border.add(BigInteger.valueOf(delta)).mod(group.order()));
      }
      scalars.add(new BigInteger(254, random).mod(group.order()));
      border = border.add(BigInteger.ONE.shiftLeft(width * w + width - 1));
    }
    return scalars;
  }

  private static int[] recoded(BigInteger scalar, int width, int windows) {
    int[] digits = new int[windows];
    BigInteger rest = scalar;
    for (int w = 0; w < windows; w++) {
      int digit = rest.intValue() & ((1 << width) - 1);
      digits[w] = digit > 1 << (width - 1) ? digit - (1 << width) : digit;
      rest = rest.subtract(BigInteger.valueOf(digits[w])).shiftRight(width);
    }
    assertEquals(BigInteger.ZERO, rest);
    return digits;
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void scalarsAreReduced(Group group) {
    List<BigInteger> scalars = new ArrayList<>();
    for (int multiple = 0; multiple < 3; multiple++) {
      for (int delta = -1; delta <= 1; delta++) {
        BigInteger of = group.order().multiply(BigInteger.valueOf(multiple));
        scalars.add(of.add(BigInteger.valueOf(delta)).max(BigInteger.ZERO));
      }
    }
    scalars.removeIf(scalar -> scalar.bitLength() > 256);
    scalars.add(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    for (int i = 0; i < 1000; i++) {
      scalars.add(new BigInteger(256, random));
    }
    MemorySegment memory = MemorySegment.ofArray(new byte[32 * scalars.size()]);
    for (int i = 0; i < scalars.size(); i++) {
      Numbers.write(scalars.get(i), memory, 32L * i, 32);
    }
    long[] actual = new long[ReducedScalars.WORDS];
    for (int i = 0; i < scalars.size(); i++) {
      new ReducedScalars(group, memory).read(actual, i);
      BigInteger expected = scalars.get(i).mod(group.order());
      assertArrayEquals(ReducedScalars.words(expected), actual, scalars.get(i).toString(16));
    }
  }
}
