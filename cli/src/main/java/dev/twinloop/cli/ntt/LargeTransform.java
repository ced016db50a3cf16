package dev.twinloop.cli.ntt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Order;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.workflow.Steps;
import dev.twinloop.workflow.Workflow;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One transform of n = R C numbers in little more memory than they take: R transforms of C numbers
 * and C transforms of R, one after the other (Gentleman and Sande 1966; Bailey, FFTs in external or
 * hierarchical memory, 1990).
 *
 * <p>With k = C r + c and q = q1 + R q2, where omega has order n,
 *
 * <pre>
 *   A[q] = sum over c of (g omega^q1)^c (omega^R)^(q2 c)  sum over r of (g^C)^r (omega^C)^(q1 r) a[k]
 *          ───────────── a transform of C numbers ──────  ───────── a transform of R numbers ───────
 * </pre>
 *
 * <p>so that the factors between the two are a coset of each row, and cost nothing: a row's table
 * of roots is made anew, and all rows together have as many roots as the transform. The inverse
 * goes the way back. In memory stands a matrix of R rows; a row is transformed in place by way of a
 * copy, columns likewise, C / R of them at a time.
 */
final class LargeTransform {
  /** Smaller ones take less than 200 MiB in one task, and compile less code. */
  static final int LEAST_LOG_SIZE = 20;

  private static final int ROW_BITS = 6;
  private static final int R = 1 << ROW_BITS;
  private static final int BYTES = Elements.BYTES;
  private static final int PIECE = 1 << 15;
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfLong FIRST_WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** Which place of the matrix an element of a file has. */
  private enum Layout {
    /** Row after row. */
    ROWS,
    /** Row after row, the rows in bit-reversed order. */
    REVERSED_ROWS,
    /** Column after column. */
    COLUMNS
  }

  private final Session session;
  private final Transform transform;
  private final int c;
  private final MemorySegment matrix;
  private final MemorySegment from;
  private final MemorySegment to;

  /**
   * Takes the memory.
   *
   * @param transform of 2^{@value #LEAST_LOG_SIZE} numbers at least
   */
  LargeTransform(Session session, Transform transform) {
    this.session = session;
    this.transform = transform;
    this.c = transform.size() >> ROW_BITS;
    this.matrix = session.allocate((long) transform.size() * BYTES);
    this.from = session.allocate((long) c * BYTES);
    this.to = session.allocate((long) c * BYTES);
  }

  /** Bytes that a transform takes, buffers of one row included. */
  static long memoryNeeded(int logSize) {
    long n = 1L << logSize;
    // Besides the matrix: two rows, and the slots of a transform of a row and of one of columns.
    return BYTES * n + (n >> ROW_BITS) * (2 * BYTES + 2 * NttMemory.SLOT_BYTES);
  }

  /**
   * Reads the elements.
   *
   * @throws IllegalArgumentException if one is not below the prime; names index and value
   */
  void read(Input input) throws IOException {
    Layout layout = layout(!transform.inverse(), transform.in());
    byte[] bytes = new byte[PIECE * BYTES];
    MemorySegment piece = MemorySegment.ofArray(bytes);
    for (long first = 0; first < transform.size(); first += PIECE) {
      ByteBuffer target = ByteBuffer.wrap(bytes);
      input.fill(target);
      if (target.hasRemaining()) {
        throw new IOException(input.shown() + ": ended early; try again when nobody writes to it");
      }
      for (int i = 0; i < PIECE; i++) {
        require(piece, i, first + i);
        copy(piece, i, matrix, place(layout, first + i));
      }
      session.progress().show(first, transform.size(), "elements read");
    }
  }

  private void require(MemorySegment piece, int at, long index) {
    Field field = transform.field();
    long top = piece.get(FIRST_WORD, (long) at * BYTES);
    long mostTop = field.modulus().shiftRight(8 * BYTES - Long.SIZE).longValue();
    if (Long.compareUnsigned(top, mostTop) < 0) {
      return;
    }
    BigInteger value =
        new BigInteger(1, piece.asSlice((long) at * BYTES, BYTES).toArray(JAVA_BYTE));
    if (value.compareTo(field.modulus()) >= 0) {
      throw new IllegalArgumentException(
          "element: index=%d, value=0x%s, accepted: below 0x%s"
              .formatted(index, value.toString(16), field.modulus().toString(16)));
    }
  }

  /** Transforms the matrix. */
  void run() {
    Workflow<Boolean> rowsAndColumns =
        steps ->
            steps.onHost(
                "matrix",
                0,
                () -> {
                  transform(steps);
                  return true;
                });
    session.await(session.submit(Workflow.named("large-ntt", 0, rowsAndColumns)));
  }

  private void transform(Steps steps) {
    if (transform.inverse()) {
      rows(steps);
      columns(steps, Order.NATURAL, transform.out());
    } else {
      columns(steps, transform.in(), Order.NATURAL);
      rows(steps);
    }
  }

  private void rows(Steps steps) {
    Field field = transform.field();
    BigInteger omega = field.rootOfUnity(transform.logSize());
    BigInteger shift = transform.shift();
    for (int row = 0; row < R; row++) {
      MemorySegment values = matrix.asSlice((long) row * c * BYTES, (long) c * BYTES);
      run(steps, part(c, shift, transform.in(), transform.out()), values);
      MemorySegment.copy(to, 0, values, 0, values.byteSize());
      shift = shift.multiply(omega).mod(field.modulus());
      session.progress().show(row, R, "rows");
    }
  }

  private void columns(Steps steps, Order in, Order out) {
    int width = c / R; // of this number of columns, a chunk has as many elements as a row
    BigInteger shift = transform.shift().modPow(BigInteger.valueOf(c), transform.field().modulus());
    Transform part = part(R, shift, in, out);
    for (int first = 0; first < c; first += width) {
      for (int row = 0; row < R; row++) {
        for (int i = 0; i < width; i++) {
          copy(matrix, (long) row * c + first + i, from, (long) i * R + row);
        }
      }
      run(steps, part, from);
      for (int row = 0; row < R; row++) {
        for (int i = 0; i < width; i++) {
          copy(to, (long) i * R + row, matrix, (long) row * c + first + i);
        }
      }
      session.progress().show(first, c, "columns");
    }
  }

  private Transform part(int size, BigInteger shift, Order in, Order out) {
    int logSize = Integer.numberOfTrailingZeros(size);
    return new Transform(transform.field(), logSize, transform.inverse(), shift, in, out);
  }

  private void run(Steps steps, Transform part, MemorySegment values) {
    Elements unused = steps.run(Ntt.of(part, values).into(to));
  }

  /** Writes the results. */
  void write(OutputStream out) throws IOException {
    Layout layout = layout(transform.inverse(), transform.out());
    byte[] bytes = new byte[PIECE * BYTES];
    MemorySegment piece = MemorySegment.ofArray(bytes);
    for (long first = 0; first < transform.size(); first += PIECE) {
      for (int i = 0; i < PIECE; i++) {
        copy(matrix, place(layout, first + i), piece, i);
      }
      out.write(bytes);
      session.progress().show(first, transform.size(), "elements written");
    }
    out.flush();
  }

  /** Coefficients are numbered by row and column, values by column and row. */
  private static Layout layout(boolean coefficients, Order order) {
    if (coefficients) {
      return order == Order.NATURAL ? Layout.ROWS : Layout.COLUMNS;
    }
    return order == Order.NATURAL ? Layout.COLUMNS : Layout.REVERSED_ROWS;
  }

  private long place(Layout layout, long index) {
    return switch (layout) {
      case ROWS -> index;
      case COLUMNS -> index % R * c + index / R;
      case REVERSED_ROWS -> {
        int row = Integer.reverse((int) (index / c)) >>> (Integer.SIZE - ROW_BITS);
        yield (long) row * c + index % c;
      }
    };
  }

  private static void copy(MemorySegment source, long at, MemorySegment target, long to) {
    for (int i = 0; i < BYTES; i += Long.BYTES) {
      target.set(WORD, to * BYTES + i, source.get(WORD, at * BYTES + i));
    }
  }
}
