package dev.twinloop.zk.prove;

import dev.twinloop.zk.pairing.PrimeField;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * r and s, which hide the witness: uniform below the group's order, by rejection, and never off
 * this host. Closing zeroes them.
 */
final class Blinding implements AutoCloseable {
  private final long[] r;
  private final long[] s;

  private Blinding(long[] r, long[] s) {
    this.r = r;
    this.s = s;
  }

  static Blinding random(PrimeField fr, SecureRandom random) {
    return new Blinding(below(fr, random), below(fr, random));
  }

  /** Known ones: proofs with them hide nothing. For known answers. */
  static Blinding insecure(long[] r, long[] s) {
    return new Blinding(r.clone(), s.clone());
  }

  private static long[] below(PrimeField fr, SecureRandom random) {
    byte[] bytes = new byte[8];
    long[] number = new long[fr.size()];
    long top = -1L >>> (64 * fr.size() - fr.modulus().bitLength());
    do {
      for (int i = 0; i < number.length; i++) {
        random.nextBytes(bytes);
        number[i] = 0;
        for (byte b : bytes) {
          number[i] = number[i] << 8 | (b & 0xff);
        }
      }
      number[number.length - 1] &= top;
    } while (!fr.reduced(number, 0));
    Arrays.fill(bytes, (byte) 0);
    return number;
  }

  long[] r() {
    return r;
  }

  long[] s() {
    return s;
  }

  @Override
  public String toString() {
    return "blinding (secret)";
  }

  @Override
  public void close() {
    Arrays.fill(r, 0);
    Arrays.fill(s, 0);
  }
}
