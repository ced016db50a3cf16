package dev.twinloop.kernel.rules;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds in compiled kernels, and in all that they call, what TornadoVM compiles wrongly or not at
 * all. {@code docs/kernels.md} gives the reason of each rule.
 */
final class KernelRules {
  private static final String NATIVE = "Luk/ac/manchester/tornado/api/types/arrays/";
  private static final String INT_ARRAY = NATIVE + "IntArray;";
  private static final String PARALLEL = "Luk/ac/manchester/tornado/api/annotations/Parallel;";
  private static final Set<String> PARAMETERS =
      Set.of(INT_ARRAY, NATIVE + "LongArray;", NATIVE + "ByteArray;");
  private static final Set<String> INNER_PARAMETERS = Set.of("I", "J", "[I", "[J");

  /** Words of OpenCL C and CUDA C that cannot name a function. */
  private static final Set<String> DEVICE_WORDS =
      Set.of(
          "kernel",
          "local",
          "global",
          "constant",
          "private",
          "generic",
          "barrier",
          "half",
          "uint",
          "ulong",
          "ushort",
          "uchar",
          "vector",
          "image",
          "sampler",
          "event",
          "pipe",
          "atomic",
          "dot",
          "cross",
          "length",
          "normalize",
          "select",
          "rotate",
          "mix",
          "step",
          "sign",
          "min",
          "max",
          "clamp",
          "abs",
          "signed",
          "unsigned",
          "struct",
          "union",
          "inline",
          "register",
          "extern",
          "sizeof",
          "typedef",
          "auto",
          "main",
          "printf");

  private final ClassSource classes;
  private final List<String> violations = new ArrayList<>();
  private final Set<String> done = new LinkedHashSet<>();
  private String kernel = "";
  private int parallelLoops;

  private KernelRules(ClassSource classes) {
    this.classes = classes;
  }

  /** Whether a method is meant to be a kernel. */
  static boolean isKernel(MethodModel method) {
    return method.flags().has(AccessFlag.STATIC)
        && (parallelLoops(method) > 0
            || (method.flags().has(AccessFlag.PUBLIC)
                && method
                    .methodType()
                    .stringValue()
                    .startsWith("(" + INT_ARRAY + INT_ARRAY + NATIVE.charAt(0))
                && method.methodType().stringValue().endsWith(")V")));
  }

  /** What is wrong with a kernel; empty if nothing is. */
  static List<String> violations(ClassSource classes, ClassModel owner, MethodModel kernel) {
    KernelRules rules = new KernelRules(classes);
    rules.kernel = owner.thisClass().name().stringValue() + "." + kernel.methodName().stringValue();
    rules.checkKernel(owner, kernel);
    return List.copyOf(rules.violations);
  }

  private void checkKernel(ClassModel owner, MethodModel method) {
    if (DEVICE_WORDS.contains(method.methodName().stringValue())) {
      refuse(method, "name: a word of OpenCL or CUDA C");
    }
    parameters(method).stream()
        .filter(type -> !PARAMETERS.contains(type))
        .forEach(type -> refuse(method, "parameter: " + type + ", accepted: native arrays"));
    visit(owner, method, List.of());
    if (parallelLoops != 1) {
      refuse(method, "loops: " + parallelLoops + " @Parallel loops, accepted: one");
    }
  }

  private void visit(ClassModel owner, MethodModel method, List<String> callers) {
    String id = id(owner.thisClass().name().stringValue(), method);
    if (callers.contains(id)) {
      refuse(method, "recursion: " + id);
      return;
    }
    if (!done.add(id)) {
      return;
    }
    parallelLoops += parallelLoops(method);
    if (!callers.isEmpty()) {
      parameters(method).stream()
          .filter(type -> !PARAMETERS.contains(type) && !INNER_PARAMETERS.contains(type))
          .forEach(type -> refuse(method, "parameter: " + type));
    }
    List<String> path = new ArrayList<>(callers);
    path.add(id);
    for (String problem : new CodeRules(method).problems()) {
      refuse(method, problem);
    }
    method.code().stream()
        .flatMap(code -> code.elementList().stream())
        .forEach(element -> follow(element, path));
  }

  private void follow(CodeElement element, List<String> path) {
    if (!(element instanceof InvokeInstruction call) || !CodeRules.isOurs(call)) {
      return;
    }
    ClassModel owner = classes.of(call.owner().name().stringValue());
    owner.methods().stream()
        .filter(m -> m.methodName().equalsString(call.name().stringValue()))
        .filter(m -> m.methodType().equalsString(call.type().stringValue()))
        .forEach(m -> visit(owner, m, path));
  }

  private void refuse(MethodModel method, String problem) {
    violations.add(kernel + ": in " + method.methodName().stringValue() + ": " + problem);
  }

  private static List<String> parameters(MethodModel method) {
    return method.methodTypeSymbol().parameterList().stream()
        .map(p -> p.descriptorString())
        .toList();
  }

  private static String id(String owner, MethodModel method) {
    return owner + "." + method.methodName().stringValue() + method.methodType().stringValue();
  }

  private static int parallelLoops(MethodModel method) {
    return (int)
        method.code().stream()
            .flatMap(code -> code.elementStream())
            .filter(RuntimeVisibleTypeAnnotationsAttribute.class::isInstance)
            .map(RuntimeVisibleTypeAnnotationsAttribute.class::cast)
            .flatMap(attribute -> attribute.annotations().stream())
            .filter(a -> a.annotation().className().equalsString(PARALLEL))
            .count();
  }
}
