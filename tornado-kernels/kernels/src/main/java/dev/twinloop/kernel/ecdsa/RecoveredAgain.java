package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.task.ItemOracle;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** Recovers keys by independent means: Bouncy Castle, about 200 µs each. One thread. */
final class RecoveredAgain {
  private static final int WORD = 32;

  /**
   * What is expected of an item.
   *
   * @param outcome of it
   * @param key 64 bytes if it was recovered, else none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by bytes
  private record Expected(Recovery outcome, byte[] key) {
    static Expected none(Recovery outcome) {
      return new Expected(outcome, new byte[0]);
    }
  }

  private final EcdsaRecover task;
  private final X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
  private final BigInteger n = curve.getN();

  private RecoveredAgain(EcdsaRecover task) {
    this.task = task;
  }

  /** The oracle of a task. */
  static ItemOracle<RecoveredKeys> of(EcdsaRecover task) {
    return ItemOracle.of(new RecoveredAgain(task)::expected, RecoveredAgain::problem);
  }

  private static Optional<String> problem(long item, Expected expected, RecoveredKeys result) {
    Recovery actual = result.get(item);
    if (!expected.outcome.recovered()) {
      return expected.outcome == actual
          ? Optional.empty()
          : Optional.of("ecdsa-recover: expected=" + expected.outcome + ", actual=" + actual);
    }
    byte[] address = address(expected.key);
    boolean same =
        result.publicKey(item).filter(k -> Arrays.equals(k, expected.key)).isPresent()
            && result.address(item).filter(a -> Arrays.equals(a, address)).isPresent();
    return same
        ? Optional.empty()
        : Optional.of("ecdsa-recover: expected another key or address, actual outcome=" + actual);
  }

  private Expected expected(long item) {
    byte[] row =
        task.data()
            .asSlice(item * EcdsaRecover.ITEM_BYTES, EcdsaRecover.ITEM_BYTES)
            .toArray(JAVA_BYTE);
    BigInteger[] numbers = new BigInteger[4];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = new BigInteger(1, Arrays.copyOfRange(row, i * WORD, (i + 1) * WORD));
    }
    int known = task.malformed().code(item);
    Recovery ranges = known == 0 ? ranges(numbers) : Recovery.of(known);
    return ranges.recovered() ? recovered(numbers) : Expected.none(ranges);
  }

  private Expected recovered(BigInteger[] numbers) {
    ECPoint point;
    try {
      point = curve.getCurve().decodePoint(compressed(id(numbers), numbers[2]));
    } catch (IllegalArgumentException e) {
      return Expected.none(Recovery.NO_SUCH_POINT);
    }
    BigInteger inverse = numbers[2].modInverse(n);
    BigInteger u = numbers[0].multiply(inverse).negate().mod(n);
    BigInteger v = numbers[3].multiply(inverse).mod(n);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(curve.getG(), u, point, v).normalize();
    if (key.isInfinity()) {
      return Expected.none(Recovery.INFINITY);
    }
    return new Expected(
        Recovery.RECOVERED,
        Arrays.copyOfRange(key.getEncoded(false), 1, 1 + RecoveredKeys.KEY_BYTES));
  }

  /** What the numbers alone tell. */
  private Recovery ranges(BigInteger[] numbers) {
    int id = id(numbers);
    if (id < 0) {
      return Recovery.ID_OUT_OF_RANGE;
    }
    if (outside(numbers[2])) {
      return Recovery.R_OUT_OF_RANGE;
    }
    if (outside(numbers[3])) {
      return Recovery.S_OUT_OF_RANGE;
    }
    boolean room = numbers[2].add(n).compareTo(curve.getCurve().getField().getCharacteristic()) < 0;
    return id < 2 || room ? Recovery.RECOVERED : Recovery.X_OUT_OF_RANGE;
  }

  private boolean outside(BigInteger value) {
    return value.signum() == 0 || value.compareTo(n) >= 0;
  }

  private static int id(BigInteger[] numbers) {
    int v = numbers[1].bitLength() > 8 ? -1 : numbers[1].intValue();
    return switch (v) {
      case 0, 1, 2, 3 -> v;
      case 27, 28 -> v - 27;
      default -> -1;
    };
  }

  private byte[] compressed(int id, BigInteger r) {
    BigInteger x = id < 2 ? r : r.add(n);
    byte[] key = new byte[1 + WORD];
    key[0] = (byte) (2 | (id & 1));
    for (int i = 0; i < WORD; i++) {
      key[1 + i] = x.shiftRight(8 * (WORD - 1 - i)).byteValue();
    }
    return key;
  }

  private static byte[] address(byte[] key) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(key, 0, key.length);
    byte[] hash = new byte[WORD];
    digest.doFinal(hash, 0);
    return Arrays.copyOfRange(hash, WORD - RecoveredKeys.ADDRESS_BYTES, WORD);
  }
}
