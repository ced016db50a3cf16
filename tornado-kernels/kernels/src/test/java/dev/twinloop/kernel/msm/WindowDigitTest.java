package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Digits one by one, against the recoding from the lowest to the highest. */
class WindowDigitTest {
  private final Random random = new Random(31);

  @ParameterizedTest
  @EnumSource
  void everyDigitIsThatOfTheSequentialRecoding(G1 curve) {
    for (int width = 6; width <= 18; width++) {
      int windows = MsmPlan.of(curve, 10, width, false).windows();
      List<BigInteger> scalars = scalars(curve, width, windows);
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
  private List<BigInteger> scalars(G1 curve, int width, int windows) {
    List<BigInteger> scalars = new ArrayList<>();
    scalars.add(curve.order().subtract(BigInteger.ONE));
    BigInteger border = BigInteger.ZERO;
    for (int w = 0; w < windows; w++) {
      for (int delta = -1; delta <= 1; delta++) {
        scalars.add(border.add(BigInteger.valueOf(delta)).mod(curve.order()));
      }
      scalars.add(new BigInteger(254, random).mod(curve.order()));
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
  @EnumSource
  void scalarsAreReduced(G1 curve) {
    List<BigInteger> scalars = new ArrayList<>();
    for (int multiple = 0; multiple < 3; multiple++) {
      for (int delta = -1; delta <= 1; delta++) {
        BigInteger of = curve.order().multiply(BigInteger.valueOf(multiple));
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
      PointBytes.write(scalars.get(i), memory, 32L * i, 32);
    }
    long[] actual = new long[ReducedScalars.WORDS];
    for (int i = 0; i < scalars.size(); i++) {
      new ReducedScalars(curve, memory).read(actual, i);
      BigInteger expected = scalars.get(i).mod(curve.order());
      assertArrayEquals(ReducedScalars.words(expected), actual, scalars.get(i).toString(16));
    }
  }
}
