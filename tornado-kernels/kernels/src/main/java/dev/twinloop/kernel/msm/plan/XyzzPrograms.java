package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.machine.XyzzAssembler;
import dev.twinloop.kernel.machine.XyzzAssembler.Point;
import dev.twinloop.kernel.machine.XyzzMachine;
import java.math.BigInteger;

/**
 * The programs that an MSM runs on {@link XyzzMachine}, for numbers of so many limbs and a curve
 * with this coefficient a.
 */
final class XyzzPrograms {
  private XyzzPrograms() {}

  /** A += P. */
  static int[] add(int limbs, int a) {
    XyzzAssembler asm = new XyzzAssembler(limbs, a);
    asm.add(Point.A, Point.P);
    return asm.code();
  }

  /** A += P, an affine point; over an extension. */
  static int[] addAffine(int limbs, int a) {
    XyzzAssembler asm = new XyzzAssembler(limbs, a);
    asm.addAffine(Point.A, Point.P);
    return asm.code();
  }

  /** A = 2^bits A, affine. */
  static int[] multiple(int limbs, int a, int bits, BigInteger p) {
    XyzzAssembler asm = new XyzzAssembler(limbs, a);
    for (int i = 0; i < bits; i++) {
      asm.twice(Point.A);
    }
    asm.affine(Point.A, p);
    return asm.code();
  }

  /** The sum of the item's points. */
  static int[] sum(int limbs, int a, int fan) {
    XyzzAssembler asm = new XyzzAssembler(limbs, a);
    asm.load(Point.A, 0);
    for (int i = 1; i < fan; i++) {
      asm.load(Point.P, i);
      asm.add(Point.A, Point.P);
    }
    asm.store(Point.A);
    return asm.code();
  }

  /**
   * The weighted sum of a segment of buckets: bucket i of segment s counts {@code s * size + i + 1}
   * times. A is the sum from the last bucket down to the present one, B the sum of all A, C is s
   * times the sum of all, where s are the low bits of the item's number.
   *
   * @param sizeLog log of the buckets of a segment
   * @param bits of s
   */
  static int[] segment(int limbs, int a, int sizeLog, int bits) {
    XyzzAssembler asm = new XyzzAssembler(limbs, a);
    asm.clear(Point.A);
    asm.clear(Point.B);
    asm.clear(Point.C);
    for (int i = (1 << sizeLog) - 1; i >= 0; i--) {
      asm.load(Point.P, i);
      asm.add(Point.A, Point.P);
      asm.add(Point.B, Point.A);
    }
    for (int bit = bits - 1; bit >= 0; bit--) {
      asm.twice(Point.C);
      int place = asm.ifBit(bit);
      asm.add(Point.C, Point.A);
      asm.endIf(place);
    }
    for (int i = 0; i < sizeLog; i++) {
      asm.twice(Point.C);
    }
    asm.add(Point.B, Point.C);
    asm.store(Point.B);
    return asm.code();
  }
}
