package dev.twinloop.rules;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.TypeAnnotation.LocalVarTargetInfo;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.List;

/**
 * The parallel loop of a kernel, as javac writes it. TornadoVM replaces start, bound and step by a
 * thread for each turn; where the bound is another than the receipt's size, it becomes a constant
 * or the size of the grid.
 *
 * <pre>
 *   iconst_0; istore k                                    int k = 0
 *   iload k; aload_1; invokevirtual getSize; if_icmpge    k &lt; receipt.getSize()
 *   iinc k, 1                                             k++
 * </pre>
 */
final class ParallelLoop {
  /** What a loop must look like. */
  static final String ACCEPTED = "for (@Parallel int k = 0; k < receipt.getSize(); k++)";

  private static final String PARALLEL = "Luk/ac/manchester/tornado/api/annotations/Parallel;";

  /** Of a static method with the parameters control, receipt, and so on. */
  private static final int RECEIPT = 1;

  /** What is done before the variable has its first value. */
  private final List<Instruction> before = new ArrayList<>();

  /** What is done while it is there. */
  private final List<Instruction> body = new ArrayList<>();

  private final int variable;

  private ParallelLoop(MethodModel method, LocalVarTargetInfo loop) {
    variable = loop.index();
    List<Instruction> to = before;
    for (CodeElement element : method.code().orElseThrow().elementList()) {
      if (element instanceof LabelTarget target) {
        to = target.label().equals(loop.startLabel()) ? body : to;
        if (target.label().equals(loop.endLabel())) {
          return;
        }
      } else if (element instanceof Instruction instruction) {
        to.add(instruction);
      }
    }
  }

  /** The loop of a method that has one. */
  static ParallelLoop of(MethodModel method) {
    var target = (TypeAnnotation.LocalVarTarget) annotations(method).getFirst().targetInfo();
    return new ParallelLoop(method, target.table().getFirst());
  }

  /** The annotations that make loops of a method parallel. */
  static List<TypeAnnotation> annotations(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .filter(RuntimeVisibleTypeAnnotationsAttribute.class::isInstance)
        .map(RuntimeVisibleTypeAnnotationsAttribute.class::cast)
        .flatMap(attribute -> attribute.annotations().stream())
        .filter(a -> a.annotation().className().equalsString(PARALLEL))
        .toList();
  }

  /** Whether it starts at 0, ends at the receipt's size, and takes each turn between them. */
  boolean isWhole() {
    return startsAtZero() && endsAtTheReceiptsSize() && takesEachTurn();
  }

  private boolean startsAtZero() {
    int count = before.size();
    return count > 1
        && before.get(count - 1) instanceof StoreInstruction store
        && store.slot() == variable
        && before.get(count - 2) instanceof ConstantInstruction constant
        && constant.constantValue().equals(0);
  }

  private boolean endsAtTheReceiptsSize() {
    for (int i = 3; i < body.size(); i++) {
      if (body.get(i).opcode() == Opcode.IF_ICMPGE
          && body.get(i - 3) instanceof LoadInstruction turn
          && turn.opcode() != Opcode.ALOAD
          && turn.slot() == variable) {
        return body.get(i - 2) instanceof LoadInstruction array
            && array.slot() == RECEIPT
            && body.get(i - 1) instanceof InvokeInstruction call
            && call.name().equalsString("getSize");
      }
    }
    return false;
  }

  private boolean takesEachTurn() {
    List<IncrementInstruction> steps =
        body.stream()
            .filter(IncrementInstruction.class::isInstance)
            .map(IncrementInstruction.class::cast)
            .filter(step -> step.slot() == variable)
            .toList();
    return steps.size() == 1 && steps.getFirst().constant() == 1;
  }
}
