package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Where everything lies in a key that is written: sections in snarkjs' order. */
record ZkeyLayout(
    PairingCurve curve, int wires, int publicSignals, int logDomain, int coefficients) {
  private static final ValueLayout.OfInt U32 = JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfLong U64 = JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final int[] ORDER = {1, 2, 4, 3, 9, 8, 5, 6, 7, 10};
  private static final int HEAD = 12;

  private long length(int type) {
    long g1 = 2L * curve.coordinateBytes();
    return switch (type) {
      case 1 -> 4;
      case 2 -> headerPoints() + 9 * g1;
      case 3 -> (publicSignals + 1) * g1;
      case 4 -> 4 + (long) Zkey.COEFFICIENT_BYTES * coefficients;
      case 5, 6 -> wires * g1;
      case 7 -> 2L * wires * g1;
      case 8 -> (wires - publicSignals - 1) * g1;
      case 9 -> g1 << logDomain;
      default -> 68; // 64 bytes of a hash, and no contributions
    };
  }

  /** Offset of the header's points in section 2. */
  long headerPoints() {
    return 52L + curve.coordinateBytes();
  }

  long bytes() {
    long sum = HEAD;
    for (int type : ORDER) {
      sum += HEAD + length(type);
    }
    return sum;
  }

  /** The data of a section. */
  MemorySegment section(MemorySegment out, int wanted) {
    long at = HEAD;
    for (int type : ORDER) {
      if (type == wanted) {
        return out.asSlice(at + HEAD, length(type));
      }
      at += HEAD + length(type);
    }
    throw new IllegalArgumentException("section=" + wanted);
  }

  /** Writes all but points and coefficients. */
  void writeHeads(MemorySegment out) {
    MemorySegment.copy(
        MemorySegment.ofArray("zkey".getBytes(StandardCharsets.US_ASCII)), 0, out, 0, 4);
    out.set(U32, 4, 1);
    out.set(U32, 8, ORDER.length);
    long at = HEAD;
    for (int type : ORDER) {
      out.set(U32, at, type);
      out.set(U64, at + 4, length(type));
      at += HEAD + length(type);
    }
    section(out, 1).set(U32, 0, 1);
    MemorySegment header = section(out, 2);
    int q = curve.coordinateBytes();
    header.set(U32, 0, q);
    number(header, 4, q, curve.modulus());
    header.set(U32, 4 + q, 32);
    number(header, 8 + q, 32, curve.order());
    header.set(U32, 40 + q, wires);
    header.set(U32, 44 + q, publicSignals);
    header.set(U32, 48 + q, 1 << logDomain);
    section(out, 4).set(U32, 0, coefficients);
  }

  private static void number(MemorySegment to, long at, int bytes, BigInteger number) {
    for (int i = 0; i < bytes; i++) {
      to.set(JAVA_BYTE, at + i, number.shiftRight(8 * i).byteValue());
    }
  }
}
