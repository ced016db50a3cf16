package dev.twinloop.kernel.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** An {@link Oracle} of fields of nine limbs: with constants, an item's digits and its table. */
public abstract class FieldOracle extends Oracle {
  private final int[] constants;
  private final int[] digits;
  private final Map<Integer, Element> table = new HashMap<>();

  /**
   * An oracle for an item.
   *
   * @param digits the first ints of its file
   */
  protected FieldOracle(LimbField field, int[] constants, int[] digits) {
    super(BaseField.of(fieldOf(field)), field.fromForm(BigInteger.ONE));
    this.constants = constants;
    this.digits = digits;
  }

  private static Field fieldOf(LimbField field) {
    return Fields.all().stream()
        .filter(one -> one.modulus().equals(field.modulus()))
        .findFirst()
        .orElseThrow();
  }

  /** d = a constant. */
  protected final void constant(int word, int index) {
    put(Instruction.d(word), LimbField.join(constants, index * FieldSteps.LIMBS));
  }

  /** The digit that an argument names. */
  protected final int window(int argument) {
    return PointMemory.window(digits, argument);
  }

  /** What is stored at an offset of the item's table. */
  public final Element fetch(int at) {
    Element value = table.get(at);
    if (value == null) {
      throw new AssertionError("table: nothing at " + at);
    }
    return value;
  }

  /** Stores at an offset of the item's table. */
  public final void store(int at, Element value) {
    table.put(at, value);
  }

  /** Whether a machine's file holds what the oracle does, in all registers but those of digits. */
  public final void compare(LimbField field, int[] file, String what) {
    registers()
        .forEach(
            (register, value) -> {
              BigInteger limbs = LimbField.join(file, register * FieldSteps.LIMBS);
              assertEquals(
                  value, Element.of(limbs.mod(field.modulus())), what + ", register " + register);
            });
  }
}
