package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.curve.GeneratorTable;
import dev.twinloop.kernel.curve.LadderShape;

/** The generators' tables, made at first use and kept: a few hundred kilobytes each. */
final class GeneratorTables {
  private GeneratorTables() {}

  static long[] of(Curve curve) {
    return switch (curve) {
      case SECP256K1 -> Secp256k1.TABLE;
      case P256 -> P256.TABLE;
    };
  }

  private static final class Secp256k1 {
    static final long[] TABLE = GeneratorTable.of(LadderShape.of(Curve.SECP256K1));
  }

  private static final class P256 {
    static final long[] TABLE = GeneratorTable.of(LadderShape.of(Curve.P256));
  }
}
