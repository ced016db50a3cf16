package dev.twinloop.kernel.machine.edwards;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.PointMemory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Multiples 0 to 4096 of edwards25519's base point, as {@link Ed25519Machine} reads them. */
public final class BasePointTable {
  private static final class Made {
    static final long[] TABLE = make();
  }

  private BasePointTable() {}

  /** The table, made at first use: half a megabyte. Not to be changed. */
  public static long[] get() {
    return Made.TABLE;
  }

  private static long[] make() {
    int entries = EdwardsLadder.baseDigits(0).entries();
    List<EdwardsPoint> multiples = new ArrayList<>(List.of(EdwardsPoint.IDENTITY));
    while (multiples.size() < entries) {
      multiples.add(multiples.getLast().plus(EdwardsPoint.BASE));
    }
    long[] table = new long[entries * EdwardsSteps.BASE_LONGS];
    int at = 0;
    for (EdwardsPoint point : EdwardsPoint.normalizeAll(multiples)) {
      BigInteger x = point.affineX();
      BigInteger y = point.affineY();
      at = write(y.add(x), table, at);
      at = write(y.subtract(x), table, at);
      at = write(x.multiply(y).multiply(EdwardsAssembler.twiceD()), table, at);
    }
    return table;
  }

  private static int write(BigInteger value, long[] table, int at) {
    PointMemory.write(value.mod(LimbField.ED25519.modulus()), table, at);
    return at + PointMemory.LONGS;
  }
}
