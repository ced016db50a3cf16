package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.machine.Instruction;
import dev.twinloop.kernel.machine.Oracle;
import java.math.BigInteger;
import java.util.List;

/** The ops of the XYZZ set, on whole numbers. */
final class XyzzOracle extends Oracle {
  private final Group group;

  XyzzOracle(Group group) {
    super(group.base(), MontgomeryForm.of(group.field()).fromForm(BigInteger.ONE));
    this.group = group;
  }

  @Override
  protected int other(int word, int more) {
    int d = Instruction.d(word);
    int a = Instruction.a(word);
    boolean skips = false;
    switch (word & 15) {
      case XyzzSteps.IF_ZERO -> skips = get(a).isZero();
      case XyzzSteps.IF_INFINITY -> skips = get(a + 2).isZero();
      case XyzzSteps.SKIP -> skips = true;
      case XyzzSteps.COPY -> point(d, List.of(get(a), get(a + 1), get(a + 2), get(a + 3)));
      case XyzzSteps.CLEAR -> {
        Element zero = group.base().zero();
        point(d, List.of(zero, zero, zero, zero));
      }
      default -> throw new AssertionError("op " + (word & 15));
    }
    return skips ? more : 0;
  }

  private void point(int d, List<Element> coordinates) {
    for (int i = 0; i < 4; i++) {
      put(d + i, coordinates.get(i));
    }
  }
}
