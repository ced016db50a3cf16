package dev.twinloop.cli.msm;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The encodings of Ethereum's precompiled contracts.
 *
 * <ul>
 *   <li>BN254, EIP-196: add takes two points of 64 bytes, mul a point and a scalar of 32. Input is
 *       extended with zeros or cut to that length. The answer is a point of 64 bytes.
 *   <li>BLS12-381, EIP-2537: each coordinate is 64 bytes, the first 16 of them zero. add takes two
 *       points, on the curve but not necessarily in the subgroup; msm pairs of a point in the
 *       subgroup and a scalar, 160 bytes each. Nothing is extended or cut. The answer is a point of
 *       128 bytes.
 * </ul>
 */
final class Precompile {
  private static final int PADDED = 64;
  private static final int PAD = 16;
  private static final int PAIR = 2 * PADDED + Msm.SCALAR_BYTES;

  /** What to compute. */
  enum Operation {
    ADD,
    MUL,
    MSM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Group group;
  private final byte[] input;
  private final Operation operation;

  private Precompile(Group group, byte[] input, Operation operation) {
    this.group = group;
    this.input = input;
    this.operation = operation;
  }

  /**
   * A call.
   *
   * @param bytes what the contract would be given
   * @param wanted null to tell it from the length
   * @throws IllegalArgumentException if there is no such operation on this curve, or the length is
   *     none of its lengths
   */
  static Precompile of(Group group, byte[] bytes, @Nullable Operation wanted) {
    byte[] input = bytes;
    Operation operation = wanted == null ? byLength(group, input.length) : wanted;
    boolean bn254 = group == Groups.BN254;
    if (operation == (bn254 ? Operation.MSM : Operation.MUL)) {
      throw new IllegalArgumentException(
          "eip: operation %s, accepted on %s: %s"
              .formatted(operation, group, bn254 ? "add, mul" : "add, msm"));
    }
    if (bn254) {
      input = Arrays.copyOf(input, operation == Operation.ADD ? 128 : 96);
    } else if (operation == Operation.ADD
        ? input.length != 4 * PADDED
        : input.length == 0 || input.length % PAIR != 0) {
      throw wrongLength(group, input.length);
    }
    return new Precompile(group, input, operation);
  }

  private static Operation byLength(Group group, int length) {
    if (group == Groups.BN254 && (length == 128 || length == 96)) {
      return length == 128 ? Operation.ADD : Operation.MUL;
    }
    if (group == Groups.BLS12_381) {
      return length == 4 * PADDED ? Operation.ADD : Operation.MSM;
    }
    throw wrongLength(group, length);
  }

  private static IllegalArgumentException wrongLength(Group group, int length) {
    return new IllegalArgumentException(
        "eip: %d bytes, accepted on %s: %s"
            .formatted(
                length,
                group,
                group == Groups.BN254
                    ? "128 (add) or 96 (mul); other lengths with --eip-op add|mul"
                    : "256 (add) or 160 a pair (msm)"));
  }

  /** Whether it is an MSM; otherwise {@link #sumOfTwo} is the answer. */
  boolean multiplies() {
    return group == Groups.BN254 || operation == Operation.MSM;
  }

  /**
   * Points and scalars of the MSM that this is; a BN254 add has the scalars 1.
   *
   * @throws IllegalArgumentException if a point is not what the precompile takes
   */
  MsmInput msm(String file) {
    int stride = group == Groups.BLS12_381 ? PAIR : operation == Operation.ADD ? 64 : 96;
    int count = input.length / stride;
    byte[] points = new byte[count * group.pointBytes()];
    byte[] scalars = new byte[count * Msm.SCALAR_BYTES];
    for (int i = 0; i < count; i++) {
      copyPoint(i, i * stride, points, i * group.pointBytes());
      int to = i * Msm.SCALAR_BYTES;
      if (operation == Operation.ADD) {
        scalars[to + Msm.SCALAR_BYTES - 1] = 1;
      } else {
        System.arraycopy(input, (i + 1) * stride - Msm.SCALAR_BYTES, scalars, to, Msm.SCALAR_BYTES);
      }
    }
    Bases bases = Bases.validated(group, file, MemorySegment.ofArray(points));
    return new MsmInput(bases, MemorySegment.ofArray(scalars));
  }

  /**
   * The sum of two points of BLS12-381 that need not be in the subgroup, where an MSM does not
   * hold.
   *
   * @throws IllegalArgumentException if one is not on the curve
   */
  Point sumOfTwo(String file) {
    byte[] points = new byte[2 * group.pointBytes()];
    copyPoint(0, 0, points, 0);
    copyPoint(1, 2 * PADDED, points, group.pointBytes());
    Bases bases = Bases.of(group, file, MemorySegment.ofArray(points));
    for (int i = 0; i < 2; i++) {
      if (!bases.point(i).onCurve()) {
        throw new IllegalArgumentException(
            "%s: point %d: %s is not on the curve".formatted(file, i, bases.point(i)));
      }
    }
    return bases.point(0).plus(bases.point(1));
  }

  private void copyPoint(int index, int from, byte[] to, int at) {
    if (group == Groups.BN254) {
      System.arraycopy(input, from, to, at, group.pointBytes());
      return;
    }
    for (int c = 0; c < 2; c++) {
      int start = from + c * PADDED;
      for (int i = start; i < start + PAD; i++) {
        if (input[i] != 0) {
          throw new IllegalArgumentException(
              "eip: point %d: %s: byte %d is not zero, accepted: 16 zeros before 48 bytes"
                  .formatted(index, c == 0 ? "x" : "y", i - start));
        }
      }
      int width = group.coordinateBytes();
      System.arraycopy(input, start + PAD, to, at + c * width, width);
    }
  }

  /** What the precompile returns, in hex. */
  String answer(Point point) {
    int digits = group == Groups.BN254 ? 2 * group.coordinateBytes() : 2 * PADDED;
    StringBuilder answer = new StringBuilder();
    for (BigInteger coordinate : List.of(point.x().number(), point.y().number())) {
      answer.append(("%0" + digits + "x").formatted(coordinate));
    }
    return answer.toString();
  }
}
