package dev.twinloop.kernel.machine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes programs for {@link FieldMachine}, and proves as it goes that no limb and no column sum
 * overflows: for each register it keeps an upper bound of limbs 0 to 7 and one of limb 8, and gives
 * each subtraction the multiple of the modulus that it needs.
 *
 * <p>Not thread-safe.
 */
public class FieldAssembler {
  /** What a register can hold at most: limbs 0 to 7, and limb 8. */
  public record Bound(long limb, long top) {
    /** The bound of either of two values. */
    public Bound or(Bound other) {
      return new Bound(Math.max(limb, other.limb), Math.max(top, other.top));
    }
  }

  private static final double COLUMN_LIMIT = 0x1p64 - 0x1p60;

  private final LimbField field;
  private final List<Long> code = new ArrayList<>();
  private final Map<Integer, Bound> bounds = new HashMap<>();
  private final Map<BigInteger, Integer> constants = new HashMap<>();
  private final List<BigInteger> constantList = new ArrayList<>();
  private int muls;
  private int sqrs;
  private int lins;
  private int sums;

  public FieldAssembler(LimbField field) {
    this.field = field;
  }

  /** The field that programs compute in. */
  public final LimbField field() {
    return field;
  }

  /** d = a * b. */
  public final void mul(int d, int a, int b) {
    mul(d, a, new Sum(b, 0, b));
  }

  /** The sum b + times * c, as the second factor of a product. */
  public record Sum(int b, int times, int c) {}

  /** d = a * (b + times * c), with a small factor of either sign. */
  public final void mul(int d, int a, Sum sum) {
    Bound x = bound(sum.b);
    Bound y = bound(sum.c);
    LimbField.Lift lift =
        sum.times < 0 ? field.lift(-sum.times * y.limb, -sum.times * y.top) : LimbField.Lift.NONE;
    long plus = Math.max(sum.times, 0);
    Bound factor =
        new Bound(x.limb + plus * y.limb + lift.limb(), x.top + plus * y.top + lift.top());
    Bound result = product(bound(a), factor);
    emit(
        FieldMachine.MUL | sum.c << 25,
        new Registers(d, a, sum.b),
        (sum.times & 31) << 7 | lift.multiple() << 12);
    bounds.put(d, result);
    muls++;
  }

  /** d = a * a. */
  public final void sqr(int d, int a) {
    if (bound(a).limb >= 1L << 31) {
      throw new IllegalStateException("square: limb=" + bound(a).limb + ", accepted: below 2^31");
    }
    Bound result = product(bound(a), bound(a));
    emit(FieldMachine.SQR, new Registers(d, a, a), 0);
    bounds.put(d, result);
    sqrs++;
  }

  /** d = a^(2^times). */
  public final void sqr(int d, int a, int times) {
    sqr(d, a);
    for (int i = 1; i < times; i++) {
      sqr(d, d);
    }
  }

  /**
   * Lets the product or square that was written last add {@code factor * e} to its result, for a
   * small factor of either sign.
   */
  public final void plus(int factor, int e) {
    int word = code.getLast().intValue();
    int more = (int) (code.getLast() >> 32);
    if ((word & 15) > FieldMachine.SQR || FieldMachine.added(more) != 0) {
      throw new IllegalStateException("instruction: word=" + word + ", accepted: MUL or SQR");
    }
    int d = word >> 4 & (FieldMachine.REGISTERS - 1);
    code.set(code.size() - 1, instruction(word, more | sum(d, bound(d), factor, e)));
    sums++;
  }

  /** d = a + b. */
  public final void add(int d, int a, int b) {
    lin(d, a, 1, b);
  }

  /** d = a - b. */
  public final void sub(int d, int a, int b) {
    lin(d, a, -1, b);
  }

  /** d = a. */
  public final void move(int d, int a) {
    emit(FieldMachine.MOVE, new Registers(d, a, 0), 0);
    bounds.put(d, bound(a));
  }

  /** d = a, carried; d and a differ. */
  public final void carry(int d, int a) {
    constant(d, BigInteger.ZERO);
    add(d, d, a);
  }

  /** d = a + factor * b, for a small factor of either sign. */
  public final void lin(int d, int a, int factor, int b) {
    emit(FieldMachine.LIN, new Registers(d, a, 0), sum(d, bound(a), factor, b));
    lins++;
  }

  /** Notes the bound of such a sum; returns the bits of {@code more} that say what is added. */
  private int sum(int d, Bound x, int factor, int b) {
    Bound y = bound(b);
    LimbField.Lift lift =
        factor < 0 ? field.lift(-factor * y.limb, -factor * y.top) : LimbField.Lift.NONE;
    long plus = Math.max(factor, 0);
    bounds.put(
        d, field.carried(x.limb + plus * y.limb + lift.limb(), x.top + plus * y.top + lift.top()));
    return b | (factor & 31) << 19 | lift.multiple() << 24;
  }

  /** d = 3 * a / 2. */
  public final void half3(int d, int a) {
    Bound x = bound(a);
    if (3 * Math.max(x.limb, x.top) + (1L << 25) >= 1L << 31) {
      throw new IllegalStateException("3/2: bound=" + x + ", accepted: 3 a below 2^31 - 2^25");
    }
    emit(FieldMachine.HALF3, new Registers(d, a, a), 0);
    bounds.put(d, new Bound(1L << 29, (3 * x.top + (1L << 24) + 8) / 2));
    lins++;
  }

  /** d = a mod p. */
  public final void canon(int d, int a) {
    if (bound(a).top + 8 >= 1L << 32 || bound(a).limb >= 1L << 32) {
      throw new IllegalStateException("reduce: bound=" + bound(a) + ", accepted: 32 bits");
    }
    emit(FieldMachine.CANON, new Registers(d, a, a), 0);
    bounds.put(d, reduced());
  }

  /** d = a constant, in the field's own form. */
  public final void constant(int d, BigInteger value) {
    rawConstant(d, field.toForm(value));
  }

  /** d = these very limbs. */
  public final void rawConstant(int d, BigInteger limbs) {
    int index =
        constants.computeIfAbsent(
            limbs,
            v -> {
              constantList.add(v);
              return FieldMachine.FIRST_CONSTANT / FieldMachine.LIMBS + constantList.size() - 1;
            });
    emit(FieldMachine.CONST, new Registers(d, 0, 0), index);
    bounds.put(d, reduced());
  }

  /** The bound of fully reduced values. */
  public static Bound reduced() {
    return new Bound(1L << 29, 1L << 24);
  }

  /** What a register can hold here. */
  public final Bound bound(int register) {
    Bound bound = bounds.get(register);
    if (bound == null) {
      throw new IllegalStateException(
          "register: number=" + register + ", accepted: one with a value");
    }
    return bound;
  }

  /** Three registers, by their numbers. */
  protected record Registers(int d, int a, int b) {
    public Registers {
      if (d >= FieldMachine.REGISTERS || a >= FieldMachine.REGISTERS) {
        throw new IllegalStateException(
            "registers: d=" + d + ", a=" + a + ", accepted: 0 to " + (FieldMachine.REGISTERS - 1));
      }
    }
  }

  /** Appends an instruction. */
  protected final void emit(int op, Registers registers, int more) {
    code.add(instruction(op | registers.d << 4 | registers.a << 11 | registers.b << 18, more));
  }

  private static long instruction(int word, int more) {
    return (word & 0xffffffffL) | (long) more << 32;
  }

  /** Notes what an instruction of another machine leaves in a register. */
  protected final void setBound(int register, Bound bound) {
    bounds.put(register, bound);
  }

  /** The instructions so far. */
  public final long[] code() {
    return code.stream().mapToLong(Long::longValue).toArray();
  }

  /** The modulus' gap to 2^256 and the program's constants, nine limbs each. */
  public final int[] constants() {
    int first = FieldMachine.FIRST_CONSTANT;
    int[] all = new int[first + constantList.size() * FieldMachine.LIMBS];
    field.header(all);
    for (int i = 0; i < constantList.size(); i++) {
      LimbField.split(constantList.get(i), all, first + i * FieldMachine.LIMBS);
    }
    return all;
  }

  /** Instruction counts, for the performance log. */
  public final String cost() {
    return muls
        + " M + "
        + sqrs
        + " S, "
        + sums
        + " with a sum, + "
        + lins
        + " linear, "
        + code.size()
        + " in all";
  }

  private Bound product(Bound a, Bound b) {
    double mixed = (double) a.top * b.limb + (double) a.limb * b.top;
    double most = 7.0 * a.limb * b.limb + Math.max((double) a.limb * b.limb, mixed);
    double column = Math.max(most, (double) a.top * b.top);
    if (column >= COLUMN_LIMIT || Math.max(b.limb, b.top) >= 1L << 32) {
      throw new IllegalStateException(
          "product: column=" + column + ", factor=" + b + ", accepted: below 2^64 - 2^60, 32 bits");
    }
    return field.productBound(a, b);
  }
}
