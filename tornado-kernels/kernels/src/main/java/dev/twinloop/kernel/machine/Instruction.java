package dev.twinloop.kernel.machine;

/**
 * The encoding of micro-programs: an instruction is one long, the same for all fields and all
 * curves. Kernel code: methods take one half of it apart.
 *
 * <pre>
 *   lower half   bits 0-3  4-10  11-17  18-24  25-31
 *                +--------+-----+------+------+------+
 *                |   op   |  d  |  a   |  b   |  c   |     numbers of registers, 0 to 127
 *                +--------+-----+------+------+------+
 *   upper half   bits 0-6  7-11    12-18      19-23   24-30
 *                +--------+-------+----------+-------+---------------+
 *                |   e    | times | multiple | added | addedMultiple |
 *                +--------+-------+----------+-------+---------------+
 *
 *   MUL     d = a * (b + times * c) + added * e
 *   SQR     d = a * a + added * e
 *   LIN     d = a + added * e
 *   HALF3   d = 3 * a / 2
 *   MOVE    d = a
 *   CANON   d = a, fully reduced
 *   CONST   d = constant number {@code argument}
 * </pre>
 *
 * {@code times} and {@code added} are signed; where one is negative, a multiple of the modulus that
 * keeps the difference positive is added too, a {@link Numbers.Lift}. Instructions other than the
 * first three have an argument in place of the upper half.
 *
 * <p>Ops 0 to 6 are arithmetic and mean the same in every set. Ops 7 to 15 are those of one set:
 * how it reaches an item's data, and how it chooses.
 *
 * <pre>
 *   set          its ops                 arithmetic            its machines
 *   Weierstrass  WeierstrassSteps        all                   Secp256k1Machine, P256Machine
 *   Edwards      EdwardsSteps            all but HALF3         Ed25519Machine
 *   XYZZ         XyzzSteps               MUL without a sum,    XyzzMachine, of 9, 14, 18, 28 limbs
 *                                        SQR, LIN
 * </pre>
 *
 * {@link Assembler} writes instructions; the machines, made from one template, run them: one loop
 * around one multiplier, so that a device compiler sees no more than that. All threads run the same
 * instructions, so nothing diverges.
 */
public final class Instruction {
  /** A product. */
  public static final int MUL = 0;

  /** A square. */
  public static final int SQR = 1;

  /** A sum. */
  public static final int LIN = 2;

  /** d = 3 * a / 2. */
  public static final int HALF3 = 3;

  /** d = a. */
  public static final int MOVE = 4;

  /** d = a, fully reduced. */
  public static final int CANON = 5;

  /** d = constant; argument: its index. */
  public static final int CONST = 6;

  /** Registers that an instruction can name. */
  public static final int REGISTERS = 128;

  private Instruction() {}

  /** Number of register d. */
  public static int d(int word) {
    return (word >> 4) & 127;
  }

  /** Number of register a, or what an instruction has in its place. */
  public static int a(int word) {
    return (word >> 11) & 127;
  }

  /** Number of register b. */
  public static int b(int word) {
    return (word >> 18) & 127;
  }

  /** Number of register c. */
  public static int c(int word) {
    return (word >> 25) & 127;
  }

  /** Number of register e. */
  public static int e(int more) {
    return more & 127;
  }

  /** The factor of c: 0 if a product has no sum. */
  public static int times(int more) {
    return (more << 20) >> 27;
  }

  /** Which lift a difference in a product needs. */
  public static int multiple(int more) {
    return (more >> 12) & 127;
  }

  /** The factor of e: 0 if an instruction adds nothing. */
  public static int added(int more) {
    return (more << 8) >> 27;
  }

  /** Which lift a difference needs. */
  public static int addedMultiple(int more) {
    return (more >> 24) & 127;
  }

  /** An instruction of these parts; what does not fit its place is an error of the caller. */
  static long of(int op, int d, int a, int b, int c, int more) {
    int word = op | d << 4 | a << 11 | b << 18 | c << 25;
    return (word & 0xffffffffL) | (long) more << 32;
  }

  /** The upper half of a product's sum. */
  static int sum(int times, int multiple) {
    return (times & 31) << 7 | multiple << 12;
  }

  /** The upper half of what is added. */
  static int added(int added, int e, int multiple) {
    return e | (added & 31) << 19 | multiple << 24;
  }
}
