package dev.twinloop.zk.pairing;

import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A pairing's value in numbers: 2 of Fp6, each 3 of Fp2, each 2 of Fp.
 *
 * @param coefficients nested lists of the twelve numbers
 */
public record PairingValue(List<?> coefficients) {
  /** The pairing of two points of their groups, as snarkjs normalises it. */
  public static PairingValue of(PairingCurve curve, Point p, Point q) {
    Pairing pairing = new Pairing(curve);
    PairingGroups groups = pairing.groups();
    long[] value = pairing.of(groups.limbs(p), groups.limbs(q));
    PrimeField fp = curve.fp();
    List<BigInteger> flat = new ArrayList<>();
    for (int i = 0; i < value.length; i += fp.size()) {
      flat.add(fp.number(value, i));
    }
    return new PairingValue(nested(nested(flat, 2), 3));
  }

  private static List<List<?>> nested(List<?> flat, int size) {
    List<List<?>> groups = new ArrayList<>();
    for (int i = 0; i < flat.size(); i += size) {
      groups.add(List.copyOf(flat.subList(i, i + size)));
    }
    return groups;
  }
}
