package dev.twinloop.kernel.ecdsa.plan;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.machine.weierstrass.GeneratorTable;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The generators' tables, made at first use and kept: a few hundred kilobytes each. */
public final class GeneratorTables {
  private static final Map<Group, long[]> MADE = new ConcurrentHashMap<>();

  private GeneratorTables() {}

  /** The table of a curve; not to be changed. */
  public static long[] of(Group curve) {
    return MADE.computeIfAbsent(curve, c -> GeneratorTable.of(LadderShape.of(c)));
  }
}
