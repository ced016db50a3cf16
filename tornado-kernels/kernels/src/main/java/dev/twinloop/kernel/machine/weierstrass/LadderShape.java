package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.machine.Digits;
import dev.twinloop.kernel.machine.PointMemory;
import java.util.List;

/**
 * How u G + v Q is laid out: window widths, and from them the place of everything in an item's
 * scalars and table.
 *
 * @param curve the curve
 * @param generatorWidth bits of a window of u, 2 to 16; tables of G have 2^(width-1) points
 * @param pointWidth bits of a window of v, 2 to 5; each item has a table of 2^(width-1) points
 */
public record LadderShape(Group curve, int generatorWidth, int pointWidth) {
  private static final int HALF_BITS = 130;
  private static final int BITS = 256;
  private static final int POINT_WORD = 10;
  private static final int SECOND_WORD = 16;

  /** Index in an item's scalars of the flag that r + n is below p as well. */
  public static final int SECOND_X_FLAG = 23;

  public LadderShape {
    if (generatorWidth < 2 || generatorWidth > 16 || pointWidth < 2 || pointWidth > 5) {
      throw new IllegalArgumentException(
          "ladder: generatorWidth=%d, pointWidth=%d, accepted: 2 to 16, 2 to 5"
              .formatted(generatorWidth, pointWidth));
    }
    int bits = Glv.applies(curve) ? HALF_BITS : BITS;
    int bases = Glv.applies(curve) ? 2 : 1;
    int deepest = generatorWidth * (ceil(ceil(BITS, generatorWidth), bases) - 1);
    int top = pointWidth * (ceil(bits, pointWidth) - 1);
    if (deepest > top) {
      throw new IllegalArgumentException(
          "ladder: generatorWidth=%d, its last window at %d, accepted: up to %d"
              .formatted(generatorWidth, deepest, top));
    }
  }

  /** The widths that measured best. */
  public static LadderShape of(Group curve) {
    return new LadderShape(curve, 13, 5);
  }

  /** The windows of u. */
  public Digits generator() {
    return new Digits(0, generatorWidth, ceil(BITS, generatorWidth));
  }

  /** The windows of v, or of each half of it. */
  public List<Digits> points() {
    if (!Glv.applies(curve)) {
      return List.of(new Digits(POINT_WORD, pointWidth, ceil(BITS, pointWidth)));
    }
    int windows = ceil(HALF_BITS, pointWidth);
    return List.of(
        new Digits(POINT_WORD, pointWidth, windows), new Digits(SECOND_WORD, pointWidth, windows));
  }

  /** Generator tables: of G and, where scalars are split, of a power of two times G. */
  public int bases() {
    return Glv.applies(curve) ? 2 : 1;
  }

  /** Windows of u that each generator table serves. */
  public int windowsPerBase() {
    return ceil(generator().windows(), bases());
  }

  /** Whether the points of an item's table share one Z, and so have two coordinates each. */
  public boolean sharedScale() {
    return curve.curve().a().isZero();
  }

  /** Points in an item's table. */
  public int entries() {
    return 1 << (pointWidth - 1);
  }

  /** Coordinates of a point in an item's table. */
  int coordinates() {
    return sharedScale() ? 2 : 3;
  }

  /** Longs of such a point. */
  private int entryLongs() {
    return coordinates() * PointMemory.LONGS;
  }

  /** Longs of an item's table. */
  public int tableLongs() {
    return entries() * entryLongs();
  }

  /** Longs of one generator table. */
  public int baseLongs() {
    return generator().entries() * 2 * PointMemory.LONGS;
  }

  int at(int entry, int coordinate) {
    return entry * entryLongs() + coordinate * PointMemory.LONGS;
  }

  int behindTable(int slot) {
    return tableLongs() + slot * PointMemory.LONGS;
  }

  private static int ceil(int bits, int width) {
    return (bits + width - 1) / width;
  }
}
