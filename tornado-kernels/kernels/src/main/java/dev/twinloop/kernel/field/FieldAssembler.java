package dev.twinloop.kernel.field;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes programs for {@link FieldMachine}, and proves as it goes that no limb and no column sum
 * overflows: for each register it keeps an upper bound of limbs 0 to 7 and one of limb 8, and gives
 * each subtraction as many multiples of K as it needs.
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

  private static final long LIMB_LIMIT = 1L << 32;
  private static final double COLUMN_LIMIT = 0x1p64 - 0x1p60;

  /** Limbs that have got one carry. */
  private static final long CARRIED = (1L << 29) + 8;

  private final LimbField field;
  private final List<Integer> code = new ArrayList<>();
  private final Map<Integer, Bound> bounds = new HashMap<>();
  private final Map<BigInteger, Integer> constants = new HashMap<>();
  private final List<BigInteger> constantList = new ArrayList<>();
  private int muls;
  private int sqrs;
  private int lins;

  public FieldAssembler(LimbField field) {
    this.field = field;
  }

  /** The field that programs compute in. */
  public final LimbField field() {
    return field;
  }

  /** d = a * b. */
  public final void mul(int d, int a, int b) {
    emit(FieldMachine.MUL, d, a, b, 0);
    bounds.put(d, product(bound(a), bound(b)));
    muls++;
  }

  /** d = a * a. */
  public final void sqr(int d, int a) {
    if (bound(a).limb >= 1L << 31) {
      throw new IllegalStateException("square: limb=" + bound(a).limb + ", accepted: below 2^31");
    }
    emit(FieldMachine.SQR, d, a, a, 0);
    bounds.put(d, product(bound(a), bound(a)));
    sqrs++;
  }

  /** d = a^(2^times). */
  public final void sqr(int d, int a, int times) {
    sqr(d, a);
    for (int i = 1; i < times; i++) {
      sqr(d, d);
    }
  }

  /** d = a + b. */
  public final void add(int d, int a, int b) {
    lin(d, 1, a, 1, b);
  }

  /** d = a - b. */
  public final void sub(int d, int a, int b) {
    lin(d, 1, a, -1, b);
  }

  /** d = ca * a + cb * b for small coefficients, of which cb may be negative. */
  public final void lin(int d, int ca, int a, int cb, int b) {
    Bound x = bound(a);
    Bound y = bound(b);
    LimbField.Lift lift = cb < 0 ? field.lift(-cb * y.limb, -cb * y.top) : LimbField.Lift.NONE;
    long plus = Math.max(cb, 0);
    long limb = ca * x.limb + plus * y.limb + lift.limb() + 8;
    long top = ca * x.top + plus * y.top + lift.top() + 8;
    if (limb >= LIMB_LIMIT || top >= LIMB_LIMIT) {
      throw new IllegalStateException("sum: limb=" + limb + ", top=" + top + ", accepted: 32 bits");
    }
    emit(FieldMachine.LIN, d, a, b, (ca & 0xff) | (cb & 0xff) << 8 | lift.count() << 16);
    bounds.put(d, new Bound(CARRIED, top));
    lins++;
  }

  /** d = 3 * a / 2. */
  public final void half3(int d, int a) {
    Bound x = bound(a);
    long most = 3 * Math.max(x.limb, x.top) + (1L << 29) + 8;
    if (most >= LIMB_LIMIT) {
      throw new IllegalStateException("3/2: limb=" + most + ", accepted: 32 bits");
    }
    emit(FieldMachine.HALF3, d, a, a, 0);
    bounds.put(d, new Bound(CARRIED, (3 * x.top + (1L << 24) + 8) / 2));
    lins++;
  }

  /** d = a, below 2^256 plus a little. */
  public final void fold(int d, int a) {
    if (bound(a).limb > 1L << 30) {
      throw new IllegalStateException("fold: limb=" + bound(a).limb + ", accepted: up to 2^30");
    }
    emit(FieldMachine.FOLD, d, a, a, 0);
    bounds.put(d, new Bound(1L << 29, (1L << 24) + 256));
    lins++;
  }

  /** d = a mod p. */
  public final void canon(int d, int a) {
    emit(FieldMachine.CANON, d, a, a, 0);
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
    emit(FieldMachine.CONST, d, 0, 0, index);
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
          "register: offset=" + register + ", accepted: one with a value");
    }
    return bound;
  }

  /** Appends an instruction of another machine. */
  protected final void emit(int op, int d, int a, int b, int argument) {
    code.add(op | d << 4 | a << 13 | b << 22);
    code.add(argument);
  }

  /** Notes what an instruction of another machine leaves in a register. */
  protected final void setBound(int register, Bound bound) {
    bounds.put(register, bound);
  }

  /** The instructions so far. */
  public final int[] code() {
    return code.stream().mapToInt(Integer::intValue).toArray();
  }

  /** K, the modulus, its gap to 2^256 and the program's constants, nine limbs each. */
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
    return muls + " M + " + sqrs + " S + " + lins + " linear, " + code.size() / 2 + " in all";
  }

  private Bound product(Bound a, Bound b) {
    double mixed = (double) a.top * b.limb + (double) a.limb * b.top;
    double column = Math.max(7.0 * a.limb * b.limb + mixed, (double) a.top * b.top);
    if (column >= COLUMN_LIMIT) {
      throw new IllegalStateException(
          "product: column=" + column + ", accepted: below 2^64 - 2^60");
    }
    return field.productBound(a, b);
  }
}
