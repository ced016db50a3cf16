package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.eddsa.kernels.EddsaCode;
import dev.twinloop.kernel.machine.edwards.EddsaPrograms;
import dev.twinloop.kernel.machine.edwards.EdwardsAssembler;
import java.util.function.Consumer;

/**
 * What the point kernels run: the programs as they lie in the {@code code} buffer, {@link
 * EddsaCode}, and their constants.
 */
final class EddsaPlan {
  private static final class Written {
    static final EddsaPlan BYTES = new EddsaPlan(EddsaPrograms::difference);
    static final EddsaPlan POINTS = new EddsaPlan(programs -> programs.equation(false));
    static final EddsaPlan COFACTORED = new EddsaPlan(programs -> programs.equation(true));
  }

  private final long[] code;
  private final int[] constants;

  private EddsaPlan(Consumer<EddsaPrograms> main) {
    EdwardsAssembler asm = new EdwardsAssembler();
    EddsaPrograms programs = new EddsaPrograms(asm);
    int[] ends = new int[EddsaCode.COUNT];
    main.accept(programs);
    ends[EddsaCode.MAIN] = asm.code().length;
    programs.first();
    ends[EddsaCode.FIRST] = asm.code().length;
    programs.forth();
    ends[EddsaCode.FORTH] = asm.code().length;
    programs.turn();
    ends[EddsaCode.TURN] = asm.code().length;
    programs.back();
    ends[EddsaCode.BACK] = asm.code().length;
    long[] instructions = asm.code();
    this.constants = asm.constants();
    this.code = new long[EddsaCode.COUNT + instructions.length];
    for (int i = 0; i < EddsaCode.COUNT; i++) {
      code[i] = (long) EddsaCode.COUNT + ends[i];
    }
    System.arraycopy(instructions, 0, code, EddsaCode.COUNT, instructions.length);
  }

  /**
   * The programs of a rule.
   *
   * @param decodesR whether R is compared as a point
   * @param cofactored whether 8 times the difference is
   */
  static EddsaPlan of(boolean decodesR, boolean cofactored) {
    if (!decodesR) {
      return Written.BYTES;
    }
    return cofactored ? Written.COFACTORED : Written.POINTS;
  }

  /** Ends of programs and instructions; not to be changed. */
  long[] code() {
    return code;
  }

  /** Constants of the field and the programs, nine limbs each; not to be changed. */
  int[] constants() {
    return constants;
  }
}
