package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.machine.Instruction;
import dev.twinloop.kernel.machine.Oracle;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The ops of the XYZZ set, on whole numbers. */
final class XyzzOracle extends Oracle {
  private final Group group;
  private final int item;
  private final List<Element> in;
  private final List<Element> out = new ArrayList<>();

  /**
   * An oracle.
   *
   * @param in coordinates of the points that the item reads
   */
  XyzzOracle(Group group, int item, List<Element> in) {
    super(group.base(), MontgomeryForm.of(group.field()).fromForm(BigInteger.ONE));
    this.group = group;
    this.item = item;
    this.in = in;
  }

  /** The coordinates that were stored. */
  List<Element> out() {
    return out;
  }

  @Override
  protected int other(int word, int more) {
    int d = Instruction.d(word);
    int a = Instruction.a(word);
    boolean skips = false;
    switch (word & 15) {
      case XyzzSteps.IF_ZERO -> skips = get(a).isZero();
      case XyzzSteps.IF_INFINITY -> skips = get(a + 2).isZero();
      case XyzzSteps.IF_NO_BIT -> skips = ((item >> (more >> 24)) & 1) == 0;
      case XyzzSteps.SKIP -> skips = true;
      case XyzzSteps.SETTLE -> put(d, get(a));
      case XyzzSteps.COPY -> point(d, List.of(get(a), get(a + 1), get(a + 2), get(a + 3)));
      case XyzzSteps.CLEAR -> {
        Element zero = group.base().zero();
        point(d, List.of(zero, zero, zero, zero));
      }
      case XyzzSteps.LOAD -> point(d, in.subList(4 * more, 4 * more + 4));
      case XyzzSteps.STORE -> {
        for (int i = 0; i < 4; i++) {
          out.add(get(a + i));
        }
      }
      default -> throw new AssertionError("op " + (word & 15));
    }
    return skips ? more & 0xffff : 0;
  }

  private void point(int d, List<Element> coordinates) {
    for (int i = 0; i < 4; i++) {
      put(d + i, coordinates.get(i));
    }
  }
}
