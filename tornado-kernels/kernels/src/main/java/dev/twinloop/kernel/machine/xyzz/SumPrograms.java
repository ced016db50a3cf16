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

  /** A = 2^bits A, affine. */
  public static long[] multiple(Group group, int bits) {
    XyzzAssembler asm = of(group, Point.A);
    for (int i = 0; i < bits; i++) {
      asm.twice(Point.A);
    }
    asm.affine(Point.A);
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
