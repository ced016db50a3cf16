package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.GeneratorTable;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.group.Group;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The generators' tables, made at first use and kept: a few hundred kilobytes each. */
final class GeneratorTables {
  private static final Map<Group, long[]> MADE = new ConcurrentHashMap<>();

  private GeneratorTables() {}

  /** The table of a curve; not to be changed. */
  static long[] of(Group curve) {
    return MADE.computeIfAbsent(curve, c -> GeneratorTable.of(LadderShape.of(c)));
  }
}
