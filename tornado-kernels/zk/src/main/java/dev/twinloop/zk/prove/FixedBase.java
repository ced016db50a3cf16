package dev.twinloop.zk.prove;

import dev.twinloop.zk.pairing.CoordinateField;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.pairing.Weierstrass;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * Multiples of a generator, by a table of all digits of each window; on all cores. Many are added
 * up side by side, in affine coordinates, with one inversion a window for all of them.
 */
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
    long[][] bases = bases();
    IntStream.range(0, windows)
        .parallel()
        .forEach(w -> tables[w] = table(group(new PairingGroups(curve)), bases[w]));
  }

  /** 2^(window w) times the generator, affine. */
  private long[][] bases() {
    PairingGroups groups = new PairingGroups(curve);
    Weierstrass g = group(groups);
    long[][] bases = new long[windows][g.affineSize()];
    bases[0] = groups.limbs((inG2 ? curve.g2() : curve.g1()).generator());
    long[] point = new long[g.jacobianSize()];
    g.fromAffine(point, 0, bases[0], 0);
    for (int w = 1; w < windows; w++) {
      for (int bit = 0; bit < window; bit++) {
        g.dbl(point, 0, point, 0);
      }
      g.toAffine(bases[w], 0, point, 0);
    }
    return bases;
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
    long[] plain = new long[count * fr.size()];
    for (int i = 0; i < count; i++) {
      fr.fromForm(plain, i * fr.size(), scalars, (from + i) * fr.size());
    }
    SideBySide sums = new SideBySide(g, count);
    for (int w = 0; w < windows; w++) {
      for (int i = 0; i < count; i++) {
        int digit = digit(plain, i * fr.size(), fr.size(), w * window);
        if (digit != 0) {
          sums.adds(i, tables[w], (digit - 1) * g.affineSize());
        }
      }
      sums.add();
    }
    long bytes = 8L * g.affineSize();
    MemorySegment.copy(MemorySegment.ofArray(sums.points), 0, to, place * bytes, count * bytes);
  }

  /** Affine sums, infinity at first, to which points are added, one each at a time. */
  private static final class SideBySide {
    private final Weierstrass g;
    private final CoordinateField f;
    private final int m;
    private final long[] points;
    private final int[] who;
    private final int[] at;
    private final long[] products;
    private final long[] t;
    private long[] table = new long[0];
    private int waiting;

    SideBySide(Weierstrass g, int count) {
      this.g = g;
      this.f = g.field();
      this.m = f.size();
      this.points = new long[count * 2 * m];
      this.who = new int[count];
      this.at = new int[count];
      this.products = new long[(count + 1) * m];
      this.t = new long[6 * m];
    }

    /** Adds a point of a table to one of the sums, now or in {@link #add}. */
    void adds(int sum, long[] from, int point) {
      table = from;
      int place = sum * 2 * m;
      if (g.affineInfinity(points, place)) {
        System.arraycopy(from, point, points, place, 2 * m);
      } else if (f.equal(points, place, from, point)) { // the same point, or its negative
        long[] jacobian = new long[g.jacobianSize()];
        g.fromAffine(jacobian, 0, points, place);
        g.addAffine(jacobian, 0, jacobian, 0, from, point);
        g.toAffine(points, place, jacobian, 0);
      } else {
        who[waiting] = place;
        at[waiting++] = point;
      }
    }

    /** Adds what waits, all with one inversion (P. Montgomery's trick). */
    void add() {
      f.one(products, 0);
      for (int i = 0; i < waiting; i++) {
        f.sub(t, 0, table, at[i], points, who[i]);
        f.mul(products, (i + 1) * m, products, i * m, t, 0);
      }
      f.inv(t, 5 * m, products, waiting * m);
      while (waiting > 0) {
        waiting--;
        int p = who[waiting];
        int q = at[waiting];
        f.sub(t, 0, table, q, points, p);
        f.mul(t, m, t, 5 * m, products, waiting * m); // 1 / (x_q - x_p)
        f.mul(t, 5 * m, t, 5 * m, t, 0);
        f.sub(t, 2 * m, table, q + m, points, p + m);
        f.mul(t, 2 * m, t, 2 * m, t, m); // the slope
        f.sqr(t, 3 * m, t, 2 * m);
        f.sub(t, 3 * m, t, 3 * m, points, p);
        f.sub(t, 3 * m, t, 3 * m, table, q);
        f.sub(t, 4 * m, points, p, t, 3 * m);
        f.mul(t, 4 * m, t, 4 * m, t, 2 * m);
        f.sub(points, p + m, t, 4 * m, points, p + m);
        f.copy(points, p, t, 3 * m);
      }
    }
  }

  private int digit(long[] plain, int at, int words, int bit) {
    int word = bit >> 6;
    long low = plain[at + word] >>> bit;
    if ((bit & 63) + window > 64 && word + 1 < words) {
      low |= plain[at + word + 1] << -bit;
    }
    return (int) low & ((1 << window) - 1);
  }
}
