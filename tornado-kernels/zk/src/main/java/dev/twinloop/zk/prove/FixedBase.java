package dev.twinloop.zk.prove;

import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.pairing.Weierstrass;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/** Multiples of a generator, by a table of all digits of each window; on all cores. */
final class FixedBase {
  private static final int PIECE = 512;

  private final PairingCurve curve;
  private final boolean inG2;
  private final int window;
  private final int windows;
  private final long[][] tables;

  FixedBase(PairingCurve curve, boolean inG2, int window) {
    this.curve = curve;
    this.inG2 = inG2;
    this.window = window;
    this.windows = (curve.order().bitLength() + window - 1) / window;
    this.tables = new long[windows][];
    PairingGroups groups = new PairingGroups(curve);
    Weierstrass g = group(groups);
    long[] base = groups.limbs((inG2 ? curve.g2() : curve.g1()).generator());
    for (int w = 0; w < windows; w++) {
      tables[w] = table(g, base);
      long[] next = new long[g.jacobianSize()];
      g.fromAffine(next, 0, tables[w], tables[w].length - g.affineSize());
      g.addAffine(next, 0, next, 0, base, 0);
      g.toAffine(base, 0, next, 0);
    }
  }

  private Weierstrass group(PairingGroups groups) {
    return inG2 ? groups.g2() : groups.g1();
  }

  /** 1 to 2^window - 1 times a point, affine. */
  private long[] table(Weierstrass g, long[] base) {
    int count = (1 << window) - 1;
    int size = g.jacobianSize();
    long[] multiples = new long[count * size];
    g.fromAffine(multiples, 0, base, 0);
    for (int i = 1; i < count; i++) {
      g.addAffine(multiples, i * size, multiples, (i - 1) * size, base, 0);
    }
    long[] affine = new long[count * g.affineSize()];
    g.toAffine(affine, multiples, count);
    return affine;
  }

  /**
   * Writes multiples as a zkey has them.
   *
   * @param scalars in Montgomery form
   * @param from number of the first
   * @param count how many
   * @param to affine points, little-endian limbs in Montgomery form
   */
  void write(long[] scalars, int from, int count, MemorySegment to) {
    IntStream.range(0, (count + PIECE - 1) / PIECE)
        .parallel()
        .forEach(
            piece -> {
              int start = piece * PIECE;
              writePiece(scalars, from + start, Math.min(PIECE, count - start), start, to);
            });
  }

  private void writePiece(long[] scalars, int from, int count, int place, MemorySegment to) {
    Weierstrass g = group(new PairingGroups(curve));
    PrimeField fr = curve.fr();
    int size = g.jacobianSize();
    long[] sums = new long[count * size];
    long[] plain = new long[fr.size()];
    for (int i = 0; i < count; i++) {
      g.setInfinity(sums, i * size);
      fr.fromForm(plain, 0, scalars, (from + i) * fr.size());
      for (int w = 0; w < windows; w++) {
        int digit = digit(plain, w * window);
        if (digit != 0) {
          g.addAffine(sums, i * size, sums, i * size, tables[w], (digit - 1) * g.affineSize());
        }
      }
    }
    long[] affine = new long[count * g.affineSize()];
    g.toAffine(affine, sums, count);
    long bytes = 8L * g.affineSize();
    MemorySegment.copy(MemorySegment.ofArray(affine), 0, to, place * bytes, count * bytes);
  }

  private int digit(long[] plain, int bit) {
    long low = plain[bit >> 6] >>> bit;
    if ((bit & 63) + window > 64 && (bit >> 6) + 1 < plain.length) {
      low |= plain[(bit >> 6) + 1] << -bit;
    }
    return (int) low & ((1 << window) - 1);
  }
}
