package dev.twinloop.zk.format;

import static dev.twinloop.zk.format.Container.u32;

import dev.twinloop.zk.pairing.PrimeField;
import java.lang.foreign.MemorySegment;

/** Compares each coefficient of a key with what it may be. */
final class CoefficientCheck {
  private CoefficientCheck() {}

  static void require(Zkey key) {
    MemorySegment records = key.coefficientRecords();
    PrimeField fr = key.curve().fr();
    long rows = 1L << key.logDomain();
    long[] value = new long[fr.size()];
    for (long i = 0; i < key.coefficients(); i++) {
      long at = i * Zkey.COEFFICIENT_BYTES;
      long matrix = u32(records, at);
      if (matrix > 1) {
        throw key.refuseCoefficient(i, 0, "matrix=%d, accepted: 0, 1".formatted(matrix));
      }
      long row = u32(records, at + 4);
      if (row >= rows) {
        throw key.refuseCoefficient(i, 4, "row=%d, accepted: 0 to %d".formatted(row, rows - 1));
      }
      long wire = u32(records, at + 8);
      if (wire >= key.wires()) {
        throw key.refuseCoefficient(
            i, 8, "wire=%d, accepted: 0 to %d".formatted(wire, key.wires() - 1));
      }
      fr.loadWords(value, 0, records, at + 12);
      if (!fr.reduced(value, 0)) {
        throw key.refuseCoefficient(
            i, 12, "value=%s, accepted: below r".formatted(PrimeField.join(value)));
      }
    }
  }
}
