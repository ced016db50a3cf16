package dev.twinloop.rules;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules on single instructions of one method. */
final class CodeRules {
  /** Whose methods are allowed one by one, and never followed. */
  private static final List<String> FOREIGN =
      List.of("java/", "javax/", "jdk/", "sun/", "uk/ac/manchester/tornado/");

  private static final String NATIVE = "uk/ac/manchester/tornado/api/types/arrays/";
  private static final Set<String> NATIVE_METHODS = Set.of("get", "set", "getSize");
  private static final Set<String> JDK_METHODS =
      Set.of(
          "java/lang/Math.min(II)I",
          "java/lang/Math.max(II)I",
          "java/lang/Math.min(JJ)J",
          "java/lang/Math.max(JJ)J");
  private static final Pattern FLOATING =
      Pattern.compile(
          "[FD](LOAD|STORE|CONST|ADD|SUB|MUL|DIV|REM|NEG|CMP|ALOAD|ASTORE|RETURN)\\w*|[FD]2[ILFD]|[IL]2[FD]");

  /**
   * What one instruction does wrong.
   *
   * @param line in the source file; 0 if it is not known
   */
  record Problem(int line, String text) {}

  private final MethodModel method;

  CodeRules(MethodModel method) {
    this.method = method;
  }

  /** Whether a call leads to more code of the kernel's author, which must keep the rules too. */
  static boolean isOurs(InvokeInstruction call) {
    String owner = call.owner().name().stringValue();
    return call.opcode() == Opcode.INVOKESTATIC
        && !owner.startsWith("[")
        && FOREIGN.stream().noneMatch(owner::startsWith);
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (method.code().isEmpty()) {
      return List.of(new Problem(0, "native or abstract method"));
    }
    @Nullable Instruction before = null;
    boolean names = method.methodTypeSymbol().parameterCount() == 0;
    int line = 0;
    for (CodeElement element : method.code().get()) {
      names |= element instanceof LocalVariable;
      if (element instanceof LineNumber number) {
        line = number.line();
      }
      if (element instanceof Instruction instruction) {
        int at = line;
        problem(instruction, before).ifPresent(text -> problems.add(new Problem(at, text)));
        before = instruction;
      }
    }
    if (!names) {
      problems.add(new Problem(0, "compiled without -g"));
    }
    return problems;
  }

  private static Optional<String> problem(Instruction instruction, @Nullable Instruction before) {
    if (FLOATING.matcher(instruction.opcode().name()).matches()) {
      return Optional.of("floating point: " + instruction.opcode());
    }
    return switch (instruction) {
      case InvokeInstruction call -> call(call);
      case ConstantInstruction c
          when c.constantValue() instanceof Float || c.constantValue() instanceof Double ->
          Optional.of("floating point: " + c.constantValue());
      case FieldInstruction field ->
          Optional.of(
              (field.typeSymbol().isArray() ? "static array: " : "field: ")
                  + field.name().stringValue());
      default -> opcode(instruction.opcode(), before);
    };
  }

  private static Optional<String> call(InvokeInstruction call) {
    String owner = call.owner().name().stringValue();
    String target = owner + "." + call.name().stringValue() + call.type().stringValue();
    boolean allowed =
        switch (call.opcode()) {
          case INVOKESTATIC -> isOurs(call) || JDK_METHODS.contains(target);
          case INVOKEVIRTUAL ->
              owner.startsWith(NATIVE) && NATIVE_METHODS.contains(call.name().stringValue());
          default -> false;
        };
    return allowed ? Optional.empty() : Optional.of("call: " + target);
  }

  private static Optional<String> opcode(Opcode opcode, @Nullable Instruction before) {
    return switch (opcode) {
      case IUSHR, LUSHR -> Optional.of("unsigned shift: >>>");
      case IDIV, LDIV, IREM, LREM -> Optional.of("division: " + opcode);
      case ATHROW -> Optional.of("throw");
      case MONITORENTER, MONITOREXIT -> Optional.of("synchronized");
      case NEW -> Optional.of("object: new");
      case CHECKCAST, INSTANCEOF -> Optional.of("object: " + opcode);
      case INVOKEDYNAMIC -> Optional.of("call: lambda or string concatenation");
      case ANEWARRAY, MULTIANEWARRAY, AALOAD, AASTORE -> Optional.of("array of arrays or objects");
      case NEWARRAY ->
          before instanceof ConstantInstruction
              ? Optional.empty()
              : Optional.of("private array: size is no constant");
      default -> Optional.empty();
    };
  }
}
