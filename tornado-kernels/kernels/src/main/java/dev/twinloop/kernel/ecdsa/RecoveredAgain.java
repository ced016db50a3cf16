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
final class RecoveredAgain implements ItemOracle<RecoveredKeys> {
  private static final int WORD = 32;

  private final EcdsaRecover task;
  private final X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
  private final BigInteger n = curve.getN();

  RecoveredAgain(EcdsaRecover task) {
    this.task = task;
  }

  @Override
  public Optional<String> problem(long item, RecoveredKeys result) {
    return wrong(item, result).map(words -> "ecdsa-recover: " + words);
  }

  private Optional<String> wrong(long item, RecoveredKeys result) {
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
    if (!ranges.recovered()) {
      return difference(ranges, result.get(item));
    }
    return recovered(numbers, item, result);
  }

  private Optional<String> recovered(BigInteger[] numbers, long item, RecoveredKeys result) {
    ECPoint point;
    try {
      point = curve.getCurve().decodePoint(compressed(id(numbers), numbers[2]));
    } catch (IllegalArgumentException e) {
      return difference(Recovery.NO_SUCH_POINT, result.get(item));
    }
    BigInteger inverse = numbers[2].modInverse(n);
    BigInteger u = numbers[0].multiply(inverse).negate().mod(n);
    BigInteger v = numbers[3].multiply(inverse).mod(n);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(curve.getG(), u, point, v).normalize();
    if (key.isInfinity()) {
      return difference(Recovery.INFINITY, result.get(item));
    }
    byte[] bytes = Arrays.copyOfRange(key.getEncoded(false), 1, 1 + RecoveredKeys.KEY_BYTES);
    byte[] address = address(bytes);
    boolean same =
        result.publicKey(item).filter(k -> Arrays.equals(k, bytes)).isPresent()
            && result.address(item).filter(a -> Arrays.equals(a, address)).isPresent();
    return same
        ? Optional.empty()
        : Optional.of("expected another key or address, actual outcome=" + result.get(item));
  }

  private static Optional<String> difference(Recovery expected, Recovery actual) {
    return expected == actual
        ? Optional.empty()
        : Optional.of("expected=" + expected + ", actual=" + actual);
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
