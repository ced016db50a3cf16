package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.twinloop.zk.format.Wtns;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PrimeField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which coefficients belong to which row: section 4 promises no order. With it rows are evaluated
 * on all cores.
 *
 * <pre>
 *   start    row 0 of A | row 1 of A | … | row 0 of B | …      where each row's numbers begin
 *   order    numbers of coefficients, row after row            4 bytes each, 44 in the file
 * </pre>
 */
final class RowIndex {
  private static final ValueLayout.OfInt U32 =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int PIECE = 256;

  private final Zkey key;
  private final int rows;
  private final int[] start;
  private final int[] order;

  RowIndex(Zkey key) {
    this.key = key;
    this.rows = 1 << key.logDomain();
    this.start = new int[2 * rows + 1];
    this.order = new int[key.coefficients()];
    MemorySegment records = key.coefficientRecords();
    for (int i = 0; i < order.length; i++) {
      start[place(records, i) + 1]++;
    }
    for (int i = 0; i < 2 * rows; i++) {
      start[i + 1] += start[i];
    }
    int[] next = Arrays.copyOf(start, 2 * rows);
    for (int i = 0; i < order.length; i++) {
      order[next[place(records, i)]++] = i;
    }
  }

  private int place(MemorySegment records, int coefficient) {
    long at = (long) coefficient * Zkey.COEFFICIENT_BYTES;
    return records.get(U32, at) * rows + records.get(U32, at + 4);
  }

  /** How many pieces rows have, of this number of coefficients at most. A pass over all rows. */
  int pieces(int size) {
    return IntStream.range(0, 2 * rows).map(i -> pieces(i, size)).sum();
  }

  private int pieces(int row, int size) {
    return (start[row + 1] - start[row] + size - 1) / size;
  }

  /**
   * Both matrices as kernels take them, {@link dev.twinloop.kernel.qap.kernels.RowKernels}: ints.
   *
   * @param rows where pieces of each row begin, those of A before those of B
   * @param pieces where coefficients of each piece begin
   * @param columns the wire of each coefficient
   * @param values 32 bytes a coefficient, as in the file
   */
  record Matrices(
      MemorySegment rows, MemorySegment pieces, MemorySegment columns, MemorySegment values) {}

  /**
   * Writes the matrices.
   *
   * @param size coefficients of a piece at most
   * @param roots where each row goes
   */
  void writeMatrices(Matrices to, int size, RootChange roots) {
    int[] rowAt = new int[rows];
    for (int j = 0; j < rows; j++) {
      rowAt[(int) ((roots.factor() * j) & (rows - 1))] = j;
    }
    int[] from = new int[2 * rows + 1];
    int piece = 0;
    for (int place = 0; place < 2 * rows; place++) {
      int row = (place & -rows) + rowAt[place & (rows - 1)];
      to.rows.setAtIndex(JAVA_INT, place, piece);
      for (int i = 0; i < pieces(row, size); i++) {
        to.pieces.setAtIndex(JAVA_INT, piece++, from[place] + i * size);
      }
      from[place + 1] = from[place] + start[row + 1] - start[row];
    }
    to.rows.setAtIndex(JAVA_INT, 2L * rows, piece);
    to.pieces.setAtIndex(JAVA_INT, piece, from[2 * rows]);
    MemorySegment records = key.coefficientRecords();
    IntStream.range(0, (2 * rows + PIECE - 1) / PIECE)
        .parallel()
        .forEach(
            part -> {
              for (int place = part * PIECE;
                  place < Math.min(2 * rows, (part + 1) * PIECE);
                  place++) {
                int row = (place & -rows) + rowAt[place & (rows - 1)];
                for (int i = start[row]; i < start[row + 1]; i++) {
                  long at = (long) order[i] * Zkey.COEFFICIENT_BYTES;
                  long next = (long) from[place] + i - start[row];
                  to.columns.setAtIndex(JAVA_INT, next, records.get(U32, at + 8));
                  MemorySegment.copy(records, at + 12, to.values, 32 * next, 32);
                }
              }
            });
  }

  /** The longest row's coefficients. */
  int longest() {
    return IntStream.range(0, 2 * rows).map(i -> start[i + 1] - start[i]).max().orElse(0);
  }

  /** How many rows there are up to the last one with a coefficient. */
  int used() {
    return IntStream.range(0, rows)
            .filter(i -> start[i + 1] > start[i] || start[rows + i + 1] > start[rows + i])
            .max()
            .orElse(-1)
        + 1;
  }

  /**
   * Evaluates A w, B w and their products.
   *
   * @param witness 32 bytes a wire, little-endian
   * @param to a, b, c, one after the other, 32 bytes an element, big-endian
   * @param factor row j goes to place (factor j) modulo the number of rows
   */
  void evaluate(MemorySegment witness, MemorySegment to, long factor) {
    IntStream.range(0, (rows + PIECE - 1) / PIECE)
        .parallel()
        .forEach(
            piece -> {
              long[] values = new long[6 * 4];
              for (int j = piece * PIECE; j < Math.min(rows, (piece + 1) * PIECE); j++) {
                evaluate(j, witness, values);
                store(values, to, (factor * j) & (rows - 1));
              }
              Arrays.fill(values, 0);
            });
  }

  /** values[0], [4], [8] = a, b, a b of one row, plain. */
  private void evaluate(int row, MemorySegment witness, long[] values) {
    PrimeField fr = key.curve().fr();
    MemorySegment records = key.coefficientRecords();
    for (int matrix = 0; matrix < 2; matrix++) {
      int sum = 4 * matrix;
      fr.zero(values, sum);
      for (int i = start[matrix * rows + row]; i < start[matrix * rows + row + 1]; i++) {
        long at = (long) order[i] * Zkey.COEFFICIENT_BYTES;
        long wire = Integer.toUnsignedLong(records.get(U32, at + 8));
        fr.loadWords(values, 12, records, at + 12);
        fr.loadWords(values, 16, witness, wire * Wtns.BYTES);
        fr.mul(values, 12, values, 12, values, 16); // v R^2 w / R: v w in Montgomery form
        fr.add(values, sum, values, sum, values, 12);
      }
    }
    fr.mul(values, 8, values, 0, values, 4);
    for (int i = 0; i < 12; i += 4) {
      fr.fromForm(values, i, values, i);
    }
  }

  private void store(long[] values, MemorySegment to, long row) {
    PrimeField fr = key.curve().fr();
    for (int i = 0; i < 3; i++) {
      fr.storeBigEndian(values, 4 * i, to, 32L * (i * (long) rows + row));
    }
  }
}
