package dev.twinloop.kernel.qap.kernels;

import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.kernel.ntt.kernels.Passes;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels: sums of the rows of two sparse matrices, and the quotient of what transforms make of
 * them.
 *
 * <pre>
 *   wires      8 ints a wire: plain, below p, least significant word first
 *   columns    for each coefficient, row after row: its wire
 *   values     for each coefficient: 8 ints, v 2^512 mod p, least significant word first
 *   pieces     where each piece's coefficients begin, and where the last one's end; a piece is of
 *              one row, and has few coefficients
 *   rows       where each row's pieces begin, those of A before those of B, and where the last
 *              one's end
 *   partial    for each piece: 8 ints, its sum times 2^251, below 2 p
 *   elements   a, b and c = a b, one vector after the other: 32 bytes an element, big-endian
 *   constants  n of {@link Montgomery29}, n of {@link Shoup29}, then 2^10 and 2^522 modulo p in
 *              limbs
 * </pre>
 */
public final class RowKernels {
  /** Length of the constants. */
  public static final int CONSTANTS =
      Montgomery29.PARAMETERS + Shoup29.PARAMETERS + 2 * Montgomery29.LIMBS;

  /** Control parameter of {@code add} and {@code quotient}: rows of a matrix. */
  public static final int ROWS = Control.FIRST_PARAMETER;

  private static final int LIMBS = Montgomery29.LIMBS;
  private static final int LIMB = (1 << Montgomery29.BITS) - 1;
  private static final int WORDS = 8;
  private static final int TO_PLAIN = Montgomery29.PARAMETERS + Shoup29.PARAMETERS;
  private static final int SQUARE = TO_PLAIN + LIMBS;
  private static final int A = 0;
  private static final int B = LIMBS;
  private static final int C = 2 * LIMBS;
  private static final int REGISTERS = 3 * LIMBS;

  private RowKernels() {}

  /** One turn a piece: adds up its coefficients times their wires. */
  public static void multiply(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray pieces,
      IntArray columns,
      IntArray values,
      IntArray wires,
      IntArray partial) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[REGISTERS];
        int[] y = new int[LIMBS];
        int[] p = new int[Montgomery29.PARAMETERS];
        int[] n = new int[Shoup29.PARAMETERS];
        moduli(p, n, constants);
        clear(f, C);
        int end = pieces.get(item + 1);
        for (int i = pieces.get(item); i < end; i++) {
          load(f, A, values, i * WORDS);
          load(f, B, wires, columns.get(i) * WORDS);
          Montgomery29.mul(f, A, A, B, p);
          add(f, C, A);
        }
        Shoup29.fold(y, f, C, n);
        store(y, partial, item * WORDS);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a row: adds up its pieces in both matrices, and multiplies the two sums. */
  public static void add(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray constants,
      IntArray rows,
      IntArray partial,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[REGISTERS];
        int[] p = new int[Montgomery29.PARAMETERS];
        int[] n = new int[Shoup29.PARAMETERS];
        moduli(p, n, constants);
        int all = control.get(ROWS);
        row(f, A, item, constants, rows, partial, p, n);
        row(f, B, all + item, constants, rows, partial, p, n);
        Passes.write(f, A, elements, item, n);
        Passes.write(f, B, elements, all + item, n);
        Montgomery29.mul(f, A, A, B, p);
        register(f, C, constants, SQUARE);
        Montgomery29.mul(f, A, A, C, p);
        Passes.write(f, A, elements, 2 * all + item, n);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a row: a b - c. */
  public static void quotient(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray constants,
      IntArray elements,
      IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[REGISTERS];
        int[] y = new int[LIMBS];
        int[] p = new int[Montgomery29.PARAMETERS];
        int[] n = new int[Shoup29.PARAMETERS];
        moduli(p, n, constants);
        int all = control.get(ROWS);
        Passes.read(f, A, elements, item);
        Passes.read(f, B, elements, all + item);
        Montgomery29.mul(f, A, A, B, p);
        register(f, C, constants, SQUARE);
        Montgomery29.mul(f, A, A, C, p);
        Passes.read(f, C, elements, 2 * all + item);
        for (int i = 0; i < LIMBS; i++) {
          y[i] = f[C + i];
        }
        Shoup29.butterfly(f, A, B, y, n); // B = A - y + 3 p
        Passes.write(f, B, out, item, n);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** A row's sum, plain, below 2 p. */
  private static void row(
      int[] f,
      int d,
      int row,
      IntArray constants,
      IntArray rows,
      IntArray partial,
      int[] p,
      int[] n) {
    int[] y = new int[LIMBS];
    clear(f, d);
    int end = rows.get(row + 1);
    for (int i = rows.get(row); i < end; i++) {
      load(f, C, partial, i * WORDS);
      add(f, d, C);
      Shoup29.fold(y, f, d, n);
      for (int l = 0; l < LIMBS; l++) {
        f[d + l] = y[l];
      }
    }
    register(f, C, constants, TO_PLAIN);
    Montgomery29.mul(f, d, d, C, p);
  }

  /** {@code f[d..] += f[a..]}, with carries. */
  private static void add(int[] f, int d, int a) {
    int carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      int t = f[d + i] + f[a + i] + carry;
      carry = 0;
      if (i < LIMBS - 1) {
        carry = (t >> Montgomery29.BITS) & 7;
        t = t & LIMB;
      }
      f[d + i] = t;
    }
  }

  private static void clear(int[] f, int d) {
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = 0;
    }
  }

  private static void load(int[] f, int d, IntArray from, int at) {
    int[] word = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      word[i] = from.get(at + i);
    }
    Shoup29.unpack(f, d, word);
  }

  private static void store(int[] y, IntArray to, int at) {
    int[] word = new int[WORDS];
    Shoup29.pack(word, y);
    for (int i = 0; i < WORDS; i++) {
      to.set(at + i, word[i]);
    }
  }

  private static void register(int[] f, int d, IntArray constants, int at) {
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = constants.get(at + i);
    }
  }

  private static void moduli(int[] p, int[] n, IntArray constants) {
    for (int i = 0; i < Montgomery29.PARAMETERS; i++) {
      p[i] = constants.get(i);
    }
    for (int i = 0; i < Shoup29.PARAMETERS; i++) {
      n[i] = constants.get(Montgomery29.PARAMETERS + i);
    }
  }
}
