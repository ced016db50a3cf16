package dev.twinloop.zk.verify;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.pairing.PairingCurve;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;

/**
 * The oracle: com.wavesplatform:zwaves, native code that verifies on both curves. Its encoding:
 * points compressed, big-endian, G2's c1 before c0; on BN254 the top bit says that y is the larger
 * one, on BLS12-381 as Zcash's.
 */
public final class Zwaves {
  private Zwaves() {}

  public static boolean verify(VerifyingKey key, Statement statement) {
    ByteArrayOutputStream vk = new ByteArrayOutputStream();
    g1(vk, key.curve(), key.alpha());
    for (Point p : List.of(key.beta(), key.gamma(), key.delta())) {
      g2(vk, key.curve(), p);
    }
    key.ic().forEach(p -> g1(vk, key.curve(), p));
    ByteArrayOutputStream proof = new ByteArrayOutputStream();
    g1(proof, key.curve(), statement.proof().a());
    g2(proof, key.curve(), statement.proof().b());
    g1(proof, key.curve(), statement.proof().c());
    ByteArrayOutputStream inputs = new ByteArrayOutputStream();
    statement.signals().forEach(x -> inputs.writeBytes(bytes(x, 32)));
    return key.curve() == PairingCurve.BN254
        ? com.wavesplatform.zwaves.bn256.Groth16.verify(
            vk.toByteArray(), proof.toByteArray(), inputs.toByteArray())
        : com.wavesplatform.zwaves.bls12.Groth16.verify(
            vk.toByteArray(), proof.toByteArray(), inputs.toByteArray());
  }

  private static void g1(ByteArrayOutputStream to, PairingCurve curve, Point p) {
    byte[] x = bytes(p.x().c0(), curve.coordinateBytes());
    flag(curve, x, larger(curve, p.y().c0()));
    to.writeBytes(x);
  }

  private static void g2(ByteArrayOutputStream to, PairingCurve curve, Point p) {
    byte[] x1 = bytes(p.x().c1(), curve.coordinateBytes());
    flag(curve, x1, larger(curve, p.y().c1().signum() != 0 ? p.y().c1() : p.y().c0()));
    to.writeBytes(x1);
    to.writeBytes(bytes(p.x().c0(), curve.coordinateBytes()));
  }

  private static void flag(PairingCurve curve, byte[] x, boolean larger) {
    x[0] |= (byte) (curve == PairingCurve.BN254 ? (larger ? 0x80 : 0) : 0x80 | (larger ? 0x20 : 0));
  }

  private static boolean larger(PairingCurve curve, BigInteger y) {
    return y.compareTo(curve.modulus().subtract(y)) > 0;
  }

  private static byte[] bytes(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}
