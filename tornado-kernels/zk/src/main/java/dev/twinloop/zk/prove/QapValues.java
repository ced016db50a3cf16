package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PrimeField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * A circuit's polynomials at τ, in Montgomery form, four longs a number:
 *
 * <pre>
 *   L_j   = (τ^n − 1) ω^j / (n (τ − ω^j))                     row j
 *   A_i   = Σ_j a_ji L_j, B_i, C_i                             wire i
 *   H_j   = (τ^2n − 1) ω₂^(2j+1) / (2n (τ − ω₂^(2j+1)) δ)      ω₂² = ω
 * </pre>
 *
 * <p>After the circuit's rows come those of the public wires: 1 for wire s in A of row constraints
 * + s.
 */
final class QapValues {
  private static final ValueLayout.OfInt U32 =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int N = 4;

  private final R1cs circuit;
  private final PrimeField fr;
  private final int rows;
  private final long[] lagrange;
  private final long[] h;
  private final long[][] wires = new long[3][];
  private final int coefficients;

  QapValues(R1cs circuit, int logDomain, long[] tau, long[] delta) {
    this.circuit = circuit;
    this.fr = circuit.curve().fr();
    this.rows = 1 << logDomain;
    this.lagrange = new long[rows * N];
    this.h = new long[rows * N];
    points(circuit.curve().rootOfUnity(logDomain + 1), tau, delta);
    for (int matrix = 0; matrix < 3; matrix++) {
      wires[matrix] = new long[circuit.wires() * N];
    }
    int[] count = {circuit.publicSignals() + 1};
    long[] t = new long[N];
    circuit.forEach(
        (constraint, matrix, wire, value) -> {
          fr.toForm(t, 0, value, 0);
          fr.mul(t, 0, t, 0, lagrange, constraint * N);
          fr.add(wires[matrix], wire * N, wires[matrix], wire * N, t, 0);
          count[0] += matrix < 2 ? 1 : 0;
        });
    for (int wire = 0; wire <= circuit.publicSignals(); wire++) {
      int row = circuit.constraints() + wire;
      fr.add(wires[0], wire * N, wires[0], wire * N, lagrange, row * N);
    }
    this.coefficients = count[0];
  }

  /** Fills L and H, with one inversion for all denominators. */
  private void points(BigInteger root, long[] tau, long[] delta) {
    BigInteger r = fr.modulus();
    BigInteger t = fr.number(tau, 0);
    BigInteger two = BigInteger.TWO;
    BigInteger n = BigInteger.valueOf(rows);
    BigInteger even = t.modPow(n, r).subtract(BigInteger.ONE).multiply(n.modInverse(r)).mod(r);
    BigInteger odd =
        t.modPow(n.multiply(two), r)
            .subtract(BigInteger.ONE)
            .multiply(n.multiply(two).multiply(fr.number(delta, 0)).modInverse(r))
            .mod(r);
    long[] factors = new long[2 * N];
    fr.put(factors, 0, even);
    fr.put(factors, N, odd);
    long[] step = new long[N];
    fr.put(step, 0, root);
    long[] powers = new long[2 * rows * N];
    long[] products = new long[(2 * rows + 1) * N];
    long[] x = new long[N];
    fr.one(powers, 0);
    fr.one(products, 0);
    for (int i = 0; i < 2 * rows; i++) {
      if (i > 0) {
        fr.mul(powers, i * N, powers, (i - 1) * N, step, 0);
      }
      fr.sub(x, 0, tau, 0, powers, i * N);
      fr.mul(products, (i + 1) * N, products, i * N, x, 0);
    }
    long[] inverse = new long[N];
    fr.inv(inverse, 0, products, 2 * rows * N);
    for (int i = 2 * rows - 1; i >= 0; i--) {
      long[] to = i % 2 == 0 ? lagrange : h;
      int at = (i >> 1) * N;
      fr.mul(to, at, inverse, 0, products, i * N);
      fr.sub(x, 0, tau, 0, powers, i * N);
      fr.mul(inverse, 0, inverse, 0, x, 0);
      fr.mul(to, at, to, at, powers, i * N);
      fr.mul(to, at, to, at, factors, (i % 2) * N);
    }
  }

  /** Records of section 4: the circuit's, then those of the public wires. */
  void writeCoefficients(MemorySegment to) {
    long[] at = {0};
    long[] value = new long[N];
    circuit.forEach(
        (constraint, matrix, wire, plain) -> {
          if (matrix < 2) {
            fr.toForm(value, 0, plain, 0);
            at[0] = write(to, at[0], new int[] {matrix, constraint, wire}, value);
          }
        });
    for (int wire = 0; wire <= circuit.publicSignals(); wire++) {
      fr.one(value, 0);
      at[0] = write(to, at[0], new int[] {0, circuit.constraints() + wire, wire}, value);
    }
  }

  private long write(MemorySegment to, long at, int[] head, long[] value) {
    for (int i = 0; i < head.length; i++) {
      to.set(U32, at + 4L * i, head[i]);
    }
    fr.toForm(value, 0, value, 0); // v R^2
    fr.storeWords(value, 0, to, at + 12);
    return at + Zkey.COEFFICIENT_BYTES;
  }

  int coefficients() {
    return coefficients;
  }

  long[] a() {
    return wires[0];
  }

  long[] b() {
    return wires[1];
  }

  long[] c() {
    return wires[2];
  }

  long[] h() {
    return h;
  }
}
