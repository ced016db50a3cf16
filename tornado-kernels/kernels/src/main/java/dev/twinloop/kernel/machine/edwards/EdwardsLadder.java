package dev.twinloop.kernel.machine.edwards;

import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.E;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.ENTRY;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.F;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.T;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.X;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Y;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Z;

import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.SignedDigits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Programs for sums of multiples of points, of the base point too: the windows of all scalars are
 * interleaved over one run of doublings, from the most significant down. Scalars are integers in
 * [0, l), points of any order.
 */
public final class EdwardsLadder {
  /** Bits of a window of a point; its table has the multiples 0 to 16. */
  public static final int WIDTH = 5;

  /** Bits of a window of the base point. */
  public static final int BASE_WIDTH = 13;

  private static final int SCALAR_BITS = 253;

  private final EdwardsAssembler asm;

  /**
   * A point that is multiplied.
   *
   * @param digits of its scalar
   * @param table which of the item's tables has its multiples
   */
  public record Stream(SignedDigits digits, int table) {}

  public EdwardsLadder(EdwardsAssembler asm) {
    this.asm = asm;
  }

  /** The digits of a scalar of a point, from a word of the item's digits on: eight words. */
  public static SignedDigits digits(int word) {
    return new SignedDigits(word, WIDTH, windows(WIDTH));
  }

  /** The digits of the base point's scalar, from a word of the item's digits on: nine words. */
  public static SignedDigits baseDigits(int word) {
    return new SignedDigits(word, BASE_WIDTH, windows(BASE_WIDTH));
  }

  /** One bit above the scalar's, so that the top digit is not negative. */
  private static int windows(int width) {
    return (SCALAR_BITS + 1 + width - 1) / width;
  }

  /**
   * Makes a table of the affine point (X, Y): its multiples 0 to 16. 14 * 8 products and a
   * doubling.
   *
   * @param table its number among the item's
   * @param own first of four registers that keep what is added
   */
  public void table(int table, int own) {
    asm.constant(own + 3, EdwardsAssembler.twiceD());
    affineEntry(own, own + 3);
    neutralEntry(table);
    asm.constant(Z, BigInteger.ONE);
    store(table, 1, own + 3);
    asm.twice(true);
    store(table, 2, own + 3);
    for (int entry = 3; entry < EdwardsSteps.ENTRIES; entry++) {
      asm.plusAffine(own, true);
      store(table, entry, own + 3);
    }
  }

  /** Three registers = the entry of the affine point (X, Y); T = X Y. */
  public void affineEntry(int entry, int twiceD) {
    asm.add(entry, Y, X);
    asm.sub(entry + 1, Y, X);
    asm.mul(T, X, Y);
    asm.mul(entry + 2, T, twiceD);
  }

  void neutralEntry(int table) {
    asm.constant(E, BigInteger.ONE);
    asm.constant(F, BigInteger.ZERO);
    asm.store(E, at(table, 0, 0));
    asm.store(E, at(table, 0, 1));
    asm.store(F, at(table, 0, 2));
    asm.add(E, E, E);
    asm.store(E, at(table, 0, 3));
  }

  /** Stores (X, Y, Z, T) as an entry. */
  void store(int table, int entry, int twiceD) {
    asm.add(E, Y, X);
    asm.store(E, at(table, entry, 0));
    asm.sub(E, Y, X);
    asm.store(E, at(table, entry, 1));
    asm.mul(E, T, twiceD);
    asm.store(E, at(table, entry, 2));
    asm.add(E, Z, Z);
    asm.store(E, at(table, entry, 3));
  }

  private static int at(int table, int entry, int coordinate) {
    return table * EdwardsSteps.TABLE_LONGS
        + entry * EdwardsSteps.ENTRY_LONGS
        + coordinate * PointMemory.LONGS;
  }

  /**
   * (X, Y, Z) = the sum of the streams, and of a multiple of the base point.
   *
   * @param needsT whether T is wanted too
   */
  public void sum(List<Stream> streams, Optional<SignedDigits> base, boolean needsT) {
    asm.identity();
    int top = 0;
    for (Stream stream : streams) {
      top = Math.max(top, stream.digits().depth(stream.digits().windows() - 1));
    }
    if (base.isPresent()) {
      top = Math.max(top, base.get().depth(base.get().windows() - 1));
    }
    for (int depth = top; depth >= 0; depth--) {
      List<Runnable> loads = loads(streams, base, depth);
      if (depth != top) {
        asm.twice(!loads.isEmpty() || (depth == 0 && needsT));
      }
      for (int i = 0; i < loads.size(); i++) {
        loads.get(i).run();
        boolean more = i + 1 < loads.size() || (depth == 0 && needsT);
        if (i == loads.size() - 1 && isBase(base, depth)) {
          asm.plusAffine(ENTRY, more);
        } else {
          asm.plusEntry(more);
        }
      }
    }
  }

  /** What is added at a depth: digits of the streams, then the base point's. */
  private List<Runnable> loads(List<Stream> streams, Optional<SignedDigits> base, int depth) {
    List<Runnable> loads = new ArrayList<>();
    for (Stream stream : streams) {
      SignedDigits digits = stream.digits();
      if (isWindow(digits, depth)) {
        loads.add(() -> asm.digit(digits, depth / digits.width(), stream.table()));
      }
    }
    if (isBase(base, depth)) {
      SignedDigits digits = base.orElseThrow();
      loads.add(() -> asm.base(digits, depth / digits.width()));
    }
    return loads;
  }

  private static boolean isBase(Optional<SignedDigits> base, int depth) {
    return base.isPresent() && isWindow(base.get(), depth);
  }

  private static boolean isWindow(SignedDigits digits, int depth) {
    return depth % digits.width() == 0 && depth / digits.width() < digits.windows();
  }
}
