package dev.twinloop.kernel.machine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An {@link Assembler} for one field of nine limbs: knows its constants, and the steps that only
 * such fields have. Not thread-safe.
 */
public class FieldAssembler extends Assembler {
  private final LimbField field;
  private final Map<BigInteger, Integer> constants = new HashMap<>();
  private final List<BigInteger> constantList = new ArrayList<>();

  public FieldAssembler(LimbField field) {
    super(field);
    this.field = field;
  }

  /** The field that programs compute in. */
  public final LimbField field() {
    return field;
  }

  /** d = a. */
  public final void move(int d, int a) {
    emit(Instruction.MOVE, new Registers(d, a, 0), 0);
    setBound(d, bound(a));
  }

  /** d = a, carried; d and a differ. */
  public final void carry(int d, int a) {
    constant(d, BigInteger.ZERO);
    add(d, d, a);
  }

  /** d = a mod p. */
  public final void canon(int d, int a) {
    if (bound(a).top() + 8 >= 1L << 32 || bound(a).limb() >= 1L << 32) {
      throw new IllegalStateException("reduce: bound=" + bound(a) + ", accepted: 32 bits");
    }
    emit(Instruction.CANON, new Registers(d, a, a), 0);
    setBound(d, reduced());
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
              return FieldSteps.FIRST_CONSTANT / FieldSteps.LIMBS + constantList.size() - 1;
            });
    emit(Instruction.CONST, new Registers(d, 0, 0), index);
    setBound(d, reduced());
  }

  /** The bound of fully reduced values. */
  public static Bound reduced() {
    return new Bound(1L << 29, 1L << 24);
  }

  /** The modulus' gap to 2^256 and the program's constants, nine limbs each. */
  public final int[] constants() {
    int first = FieldSteps.FIRST_CONSTANT;
    int[] all = new int[first + constantList.size() * FieldSteps.LIMBS];
    field.header(all);
    for (int i = 0; i < constantList.size(); i++) {
      LimbField.split(constantList.get(i), all, first + i * FieldSteps.LIMBS);
    }
    return all;
  }
}
