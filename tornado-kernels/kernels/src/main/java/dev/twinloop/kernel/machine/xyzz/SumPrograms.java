package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.machine.xyzz.XyzzAssembler.Point;

/** The programs of a sum, {@link XyzzMachine}. */
public final class SumPrograms {
  private SumPrograms() {}

  /** A += P. */
  public static long[] add(Group group) {
    XyzzAssembler asm = of(group, Point.A, Point.P);
    asm.add(Point.A, Point.P);
    return asm.program();
  }

  /** A += P, an affine point; over an extension. */
  public static long[] addAffine(Group group) {
    XyzzAssembler asm = of(group, Point.A, Point.P);
    asm.addAffine(Point.A, Point.P);
    return asm.program();
  }

  /** A = 2^bits A, affine. */
  public static long[] multiple(Group group, int bits) {
    XyzzAssembler asm = of(group, Point.A);
    for (int i = 0; i < bits; i++) {
      asm.twice(Point.A);
    }
    asm.affine(Point.A);
    return asm.program();
  }

  /** The sum of the item's points. */
  public static long[] sum(Group group, int fan) {
    XyzzAssembler asm = of(group);
    asm.load(Point.A, 0);
    for (int i = 1; i < fan; i++) {
      asm.load(Point.P, i);
      asm.add(Point.A, Point.P);
    }
    asm.store(Point.A);
    return asm.program();
  }

  /**
   * The weighted sum of a segment of buckets: bucket i of segment s counts {@code s * size + i + 1}
   * times. A is the sum from the last bucket down to the present one, B the sum of all A, C is s
   * times the sum of all, where s are the low bits of the item's number.
   *
   * @param sizeLog log of the buckets of a segment
   * @param bits of s
   */
  public static long[] segment(Group group, int sizeLog, int bits) {
    XyzzAssembler asm = of(group);
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
      asm.ifBit(bit, () -> asm.add(Point.C, Point.A));
    }
    for (int i = 0; i < sizeLog; i++) {
      asm.twice(Point.C);
    }
    asm.add(Point.B, Point.C);
    asm.store(Point.B);
    return asm.program();
  }

  private static XyzzAssembler of(Group group, Point... given) {
    XyzzAssembler asm = new XyzzAssembler(group);
    for (Point point : given) {
      asm.given(point);
    }
    return asm;
  }
}
