package dev.twinloop.kernel.machine;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs micro-programs on whole numbers: what each instruction means modulo p, without limbs, bounds
 * and lifts. A register holds what its limbs stand for, so a product is divided by the machine's R.
 * Each set of instructions has an oracle of its own ops.
 */
public abstract class Oracle {
  private final BaseField field;
  private final Element unit;
  private final Map<Integer, Element> registers = new TreeMap<>();

  /**
   * An oracle whose registers are empty.
   *
   * @param unit what a product of two numbers is multiplied by: 1 / R
   */
  protected Oracle(BaseField field, BigInteger unit) {
    this.field = field;
    this.unit = field.number(unit);
  }

  /** What registers hold, by their numbers: all that were written. */
  public final Map<Integer, Element> registers() {
    return registers;
  }

  /** Runs all instructions from one on. */
  public final void run(long[] code, int from) {
    int pc = from;
    while (pc < code.length) {
      int word = (int) code[pc];
      int more = (int) (code[pc] >> 32);
      pc += 1 + step(word, more);
    }
  }

  /** Runs an instruction; returns how many it skips. */
  private int step(int word, int more) {
    Element a = registers.getOrDefault(Instruction.a(word), field.zero());
    Element added = field.zero();
    if ((word & 15) <= Instruction.LIN && Instruction.added(more) != 0) {
      boolean own = Instruction.e(more) == Instruction.d(word);
      added = own ? added : field.times(Instruction.added(more), get(Instruction.e(more)));
    }
    switch (word & 15) {
      case Instruction.MUL -> {
        Element c = field.times(Instruction.times(more), get(Instruction.c(word)));
        set(word, more, product(a, field.plus(get(Instruction.b(word)), c)), added);
      }
      case Instruction.SQR -> set(word, more, product(a, a), added);
      case Instruction.LIN -> {
        Element d = field.times(Instruction.added(more), get(Instruction.e(more)));
        put(Instruction.d(word), field.plus(a, d));
      }
      case Instruction.HALF3 -> {
        BigInteger half = BigInteger.TWO.modInverse(field.prime().modulus());
        put(Instruction.d(word), field.times(field.number(half), field.times(3, a)));
      }
      case Instruction.MOVE, Instruction.CANON -> put(Instruction.d(word), a);
      default -> {
        return other(word, more);
      }
    }
    return 0;
  }

  /** d = a product, and what is added: of the product itself, where d is e. */
  private void set(int word, int more, Element product, Element added) {
    boolean own = Instruction.e(more) == Instruction.d(word);
    Element sum = own ? field.times(Instruction.added(more), product) : added;
    put(Instruction.d(word), field.plus(product, sum));
  }

  /**
   * Runs an op of the set, or {@link Instruction#CONST}; returns how many instructions it skips.
   */
  protected abstract int other(int word, int more);

  /** What a register holds. */
  public final Element get(int register) {
    Element value = registers.get(register);
    if (value == null) {
      throw new AssertionError("register " + register + " was not written");
    }
    return value;
  }

  /** A register = a number. */
  public final void put(int register, Element value) {
    registers.put(register, value);
  }

  /** A register = a number of the prime field. */
  public final void put(int register, BigInteger value) {
    put(register, field.number(value.mod(field.prime().modulus())));
  }

  private Element product(Element a, Element b) {
    return field.times(unit, field.times(a, b));
  }
}
