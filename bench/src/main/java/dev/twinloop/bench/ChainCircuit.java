package dev.twinloop.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.twinloop.zk.pairing.PairingCurve;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A circuit of squarings, x_{i+1} = x_i^2, with its witness: every value has full size and every
 * row one term, which is the hardest case for sums. Wire 0 is 1, wire 1 the public output, wire 2
 * the public input.
 *
 * <p>Its domain is full: the constraints, and a row for each of the three public wires.
 */
public final class ChainCircuit {
  private static final int PUBLIC_WIRES = 3;
  private static final int FIELD = 32;
  private static final int TERM = 4 + 4 + FIELD;
  private static final ValueLayout.OfInt U32 =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final PairingCurve curve;
  private final Arena arena;
  private final int constraints;

  /**
   * A circuit.
   *
   * @param rows of the domain, 4 or more; all are used
   * @param arena has its files
   */
  public ChainCircuit(PairingCurve curve, int rows, Arena arena) {
    if (rows <= PUBLIC_WIRES) {
      throw new IllegalArgumentException("chain: rows=" + rows + ", accepted: 4 or more");
    }
    this.curve = curve;
    this.arena = arena;
    this.constraints = rows - PUBLIC_WIRES;
  }

  private int wires() {
    return constraints + 2;
  }

  /** The .r1cs. */
  public MemorySegment circuit() {
    Section header = new Section("r1cs", 1, 64, (long) constraints * 3 * TERM);
    header.at(0, 32, curve.order());
    header.file.set(U32, header.first + 36, wires());
    header.file.set(U32, header.first + 40, 1);
    header.file.set(U32, header.first + 44, 1);
    header.file.set(U64, header.first + 52, wires());
    header.file.set(U32, header.first + 60, constraints);
    long at = header.second;
    for (int i = 0; i < constraints; i++) {
      int from = i + 2;
      int to = i + 1 < constraints ? i + 3 : 1;
      for (int wire : new int[] {from, from, to}) {
        header.file.set(U32, at, 1);
        header.file.set(U32, at + 4, wire);
        header.file.set(JAVA_BYTE, at + 8, (byte) 1);
        at += TERM;
      }
    }
    return header.file;
  }

  /** The .wtns. */
  public MemorySegment witness() {
    Section header = new Section("wtns", 2, 40, (long) wires() * FIELD);
    header.at(0, 32, curve.order());
    header.file.set(U32, header.first + 36, wires());
    BigInteger r = curve.order();
    BigInteger x = BigInteger.TWO.pow(253).subtract(BigInteger.valueOf(99)).mod(r);
    header.value(0, BigInteger.ONE);
    header.value(2, x);
    for (int i = 0; i < constraints; i++) {
      x = x.multiply(x).mod(r);
      header.value(i + 1 < constraints ? i + 3 : 1, x);
    }
    return header.file;
  }

  /** A file of two sections, of which the first begins with a field. */
  private final class Section {
    private static final int HEAD = 12;

    private final MemorySegment file;
    private final long first = 2 * HEAD;
    private final long second;

    Section(String magic, int version, long firstBytes, long secondBytes) {
      second = first + firstBytes + HEAD;
      file = arena.allocate(second + secondBytes, 64);
      for (int i = 0; i < 4; i++) {
        file.set(JAVA_BYTE, i, (byte) magic.charAt(i));
      }
      file.set(U32, 4, version);
      file.set(U32, 8, 2);
      file.set(U32, HEAD, 1);
      file.set(U64, HEAD + 4, firstBytes);
      file.set(U32, second - HEAD, 2);
      file.set(U64, second - HEAD + 4, secondBytes);
    }

    /** Length and value of a field at the start of the first section. */
    void at(long offset, int bytes, BigInteger number) {
      file.set(U32, first + offset, bytes);
      put(first + offset + 4, number);
    }

    void value(int wire, BigInteger number) {
      put(second + (long) wire * FIELD, number);
    }

    private void put(long at, BigInteger number) {
      for (int word = 0; word < FIELD / 8; word++) {
        file.set(U64, at + 8L * word, number.shiftRight(64 * word).longValue());
      }
    }
  }

  /** A file for a key, whose name is gone already: it goes with this process, however that ends. */
  public static FileChannel unnamedKey() throws IOException {
    Path file = Files.createTempFile("twinloop-bench", ".zkey");
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(file);
    }
  }
}
