package dev.twinloop.bench;

import dev.twinloop.zk.pairing.PairingCurve;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A circuit of n squarings, x_{i+1} = x_i^2, with its witness: every value has full size and every
 * row one term, which is the hardest case for sums. Wire 0 is 1, wire 1 the public output, wire 2
 * the public input.
 */
final class ChainCircuit {
  private final PairingCurve curve;
  private final int constraints;
  private final List<BigInteger> wires = new ArrayList<>();

  ChainCircuit(PairingCurve curve, int constraints) {
    this.curve = curve;
    this.constraints = constraints;
    BigInteger r = curve.order();
    BigInteger x = BigInteger.TWO.pow(253).subtract(BigInteger.valueOf(99)).mod(r);
    wires.addAll(List.of(BigInteger.ONE, BigInteger.ZERO, x));
    for (int i = 0; i < constraints; i++) {
      x = x.multiply(x).mod(r);
      if (i + 1 < constraints) {
        wires.add(x);
      }
    }
    wires.set(1, x);
  }

  /** The .r1cs. */
  MemorySegment circuit() {
    ByteBuffer body = little(constraints * 3 * 40);
    for (int i = 0; i < constraints; i++) {
      int from = i + 2;
      int to = i + 1 < constraints ? i + 3 : 1;
      for (int wire : new int[] {from, from, to}) {
        body.putInt(1).putInt(wire).put(bytes(BigInteger.ONE));
      }
    }
    ByteBuffer header = little(64);
    header.putInt(32).put(bytes(curve.order())).putInt(wires.size()).putInt(1).putInt(1).putInt(0);
    header.putLong(wires.size()).putInt(constraints);
    return file("r1cs", 1, header, body);
  }

  /** The .wtns. */
  MemorySegment witness() {
    ByteBuffer header = little(40).putInt(32).put(bytes(curve.order())).putInt(wires.size());
    ByteBuffer values = little(32 * wires.size());
    wires.forEach(value -> values.put(bytes(value)));
    return file("wtns", 2, header, values);
  }

  private static MemorySegment file(
      String magic, int version, ByteBuffer first, ByteBuffer second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(magic.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(all(little(8).putInt(version).putInt(2)));
    int type = 1;
    for (ByteBuffer section : List.of(first, second)) {
      out.writeBytes(all(little(12).putInt(type++).putLong(section.capacity())));
      out.writeBytes(all(section));
    }
    return MemorySegment.ofArray(out.toByteArray());
  }

  private static byte[] all(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}
