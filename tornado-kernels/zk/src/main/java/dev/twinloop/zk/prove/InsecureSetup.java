package dev.twinloop.zk.prove;

import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PrimeField;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.Random;

/**
 * Makes a key for trials, tests and benchmarks. <b>Insecure:</b> the person who ran it knew the
 * secrets τ, α, β, δ, and with them can prove anything. A key to rely on comes out of a ceremony of
 * many.
 *
 * <p>The key is what snarkjs would make of the same secrets, with γ = 1 and no contributions.
 */
public final class InsecureSetup {
  /** Bits of a window of scalars at most: tables of 70 MB and twice as much. */
  private static final int MOST_WINDOW = 16;

  private final R1cs circuit;
  private final PairingCurve curve;
  private final PrimeField fr;
  private final int logDomain;
  private final Secrets secrets;

  /** tau, alpha, beta, delta in Montgomery form, four longs each. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Secrets(long[] tau, long[] alpha, long[] beta, long[] delta) {}

  private InsecureSetup(R1cs circuit, Random random) {
    this.circuit = circuit;
    this.curve = circuit.curve();
    this.fr = curve.fr();
    long rows = (long) circuit.constraints() + circuit.publicSignals() + 1;
    this.logDomain = Math.max(1, 64 - Long.numberOfLeadingZeros(rows - 1));
    if (logDomain > Zkey.MOST_LOG_DOMAIN) {
      throw new IllegalArgumentException(
          "zk setup: %s: domain 2^%d, accepted: to 2^%d"
              .formatted(circuit, logDomain, Zkey.MOST_LOG_DOMAIN));
    }
    this.secrets = new Secrets(next(random), next(random), next(random), next(random));
  }

  private long[] next(Random random) {
    long[] number = new long[fr.size()];
    do {
      for (int i = 0; i < number.length; i++) {
        number[i] = random.nextLong();
      }
      number[3] >>>= 64 * fr.size() - fr.modulus().bitLength();
    } while (!fr.reduced(number, 0) || fr.isZero(number, 0));
    fr.toForm(number, 0, number, 0);
    return number;
  }

  /**
   * Writes a key.
   *
   * @param file an empty regular file, open for reading and writing; it stays open
   * @param random where the secrets come from: equal ones make equal keys
   */
  public static void write(R1cs circuit, FileChannel file, Random random) throws IOException {
    new InsecureSetup(circuit, random).writeTo(file);
  }

  private void writeTo(FileChannel file) throws IOException {
    QapValues values = new QapValues(circuit, logDomain, secrets.tau(), secrets.delta());
    ZkeyLayout layout =
        new ZkeyLayout(
            curve, circuit.wires(), circuit.publicSignals(), logDomain, values.coefficients());
    try (Arena arena = Arena.ofShared()) {
      MemorySegment out = file.map(FileChannel.MapMode.READ_WRITE, 0, layout.bytes(), arena);
      layout.writeHeads(out);
      values.writeCoefficients(layout.section(out, 4).asSlice(4));
      writePoints(layout, out, values);
      out.force();
    }
  }

  private void writePoints(ZkeyLayout layout, MemorySegment out, QapValues values) {
    int window = Math.clamp(logDomain - 3, 4, MOST_WINDOW);
    FixedBase g1 = new FixedBase(curve, false, window);
    FixedBase g2 = new FixedBase(curve, true, window);
    int wires = circuit.wires();
    int publics = circuit.publicSignals() + 1;
    g1.write(values.a(), 0, wires, layout.section(out, 5));
    g1.write(values.b(), 0, wires, layout.section(out, 6));
    g2.write(values.b(), 0, wires, layout.section(out, 7));
    long[] k = combined(values);
    g1.write(k, 0, publics, layout.section(out, 3));
    g1.write(k, publics, wires - publics, layout.section(out, 8));
    g1.write(values.h(), 0, 1 << logDomain, layout.section(out, 9));
    long[] gamma = new long[fr.size()];
    fr.one(gamma, 0);
    MemorySegment header = layout.section(out, 2);
    long at = layout.headerPoints();
    int g1Bytes = 2 * curve.coordinateBytes();
    g1.write(secrets.alpha(), 0, 1, header.asSlice(at, g1Bytes));
    g1.write(secrets.beta(), 0, 1, header.asSlice(at + g1Bytes, g1Bytes));
    g2.write(secrets.beta(), 0, 1, header.asSlice(at + 2L * g1Bytes, 2L * g1Bytes));
    g2.write(gamma, 0, 1, header.asSlice(at + 4L * g1Bytes, 2L * g1Bytes));
    g1.write(secrets.delta(), 0, 1, header.asSlice(at + 6L * g1Bytes, g1Bytes));
    g2.write(secrets.delta(), 0, 1, header.asSlice(at + 7L * g1Bytes, 2L * g1Bytes));
  }

  /** beta A + alpha B + C, over delta for private wires. */
  private long[] combined(QapValues values) {
    int n = fr.size();
    long[] k = values.c();
    long[] inverse = new long[n];
    long[] t = new long[n];
    fr.inv(inverse, 0, secrets.delta(), 0);
    for (int wire = 0; wire < circuit.wires(); wire++) {
      int at = wire * n;
      fr.mul(t, 0, values.a(), at, secrets.beta(), 0);
      fr.add(k, at, k, at, t, 0);
      fr.mul(t, 0, values.b(), at, secrets.alpha(), 0);
      fr.add(k, at, k, at, t, 0);
      if (wire > circuit.publicSignals()) {
        fr.mul(k, at, k, at, inverse, 0);
      }
    }
    return k;
  }
}
