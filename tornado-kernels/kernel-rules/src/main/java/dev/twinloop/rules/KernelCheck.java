package dev.twinloop.rules;

import dev.twinloop.rules.CodeRules.Problem;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One kernel, and all that it calls, held to the rules. */
final class KernelCheck {
  private static final String NATIVE = "Luk/ac/manchester/tornado/api/types/arrays/";
  private static final String INT_ARRAY = NATIVE + "IntArray;";
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
  private final List<KernelViolation> violations = new ArrayList<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final String kernel;
  private int parallelLoops;

  private KernelCheck(ClassSource classes, String kernel) {
    this.classes = classes;
    this.kernel = kernel;
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

  /** Such as {@code demo.Collatz.steps}. */
  static String name(ClassModel owner, MethodModel kernel) {
    String type = owner.thisClass().name().stringValue().replace('/', '.');
    return type + "." + kernel.methodName().stringValue();
  }

  /** What is wrong with a kernel; empty if nothing is. */
  static List<KernelViolation> violations(
      ClassSource classes, ClassModel owner, MethodModel kernel) {
    KernelCheck check = new KernelCheck(classes, name(owner, kernel));
    check.checkKernel(owner, kernel);
    return List.copyOf(check.violations);
  }

  private void checkKernel(ClassModel owner, MethodModel method) {
    if (DEVICE_WORDS.contains(method.methodName().stringValue())) {
      refuse(owner, method, new Problem(0, "name: a word of OpenCL or CUDA C"));
    }
    parameters(method).stream()
        .filter(type -> !PARAMETERS.contains(type))
        .map(type -> new Problem(0, "parameter: " + type + ", accepted: native arrays"))
        .forEach(problem -> refuse(owner, method, problem));
    visit(owner, method, List.of());
    if (parallelLoops != 1) {
      refuse(
          owner,
          method,
          new Problem(0, "loops: " + parallelLoops + " @Parallel loops, accepted: one"));
    } else if (parallelLoops(method) == 1 && !ParallelLoop.of(method).isWhole()) {
      refuse(owner, method, new Problem(0, "loop: accepted: " + ParallelLoop.ACCEPTED));
    }
  }

  private void visit(ClassModel owner, MethodModel method, List<String> callers) {
    String id = id(owner.thisClass().name().stringValue(), method);
    if (callers.contains(id)) {
      refuse(owner, method, new Problem(0, "recursion: " + id));
      return;
    }
    if (!done.add(id)) {
      return;
    }
    parallelLoops += parallelLoops(method);
    if (!callers.isEmpty()) {
      parameters(method).stream()
          .filter(type -> !PARAMETERS.contains(type) && !INNER_PARAMETERS.contains(type))
          .map(type -> new Problem(0, "parameter: " + type))
          .forEach(problem -> refuse(owner, method, problem));
    }
    List<String> path = new ArrayList<>(callers);
    path.add(id);
    for (Problem problem : new CodeRules(method).problems()) {
      refuse(owner, method, problem);
    }
    method.code().stream()
        .flatMap(code -> code.elementList().stream())
        .forEach(element -> follow(owner, method, element, path));
  }

  private void follow(ClassModel caller, MethodModel from, CodeElement element, List<String> path) {
    if (!(element instanceof InvokeInstruction call) || !CodeRules.isOurs(call)) {
      return;
    }
    String type = call.owner().name().stringValue();
    String name = call.name().stringValue();
    Optional<ClassModel> owner = classes.of(type);
    List<MethodModel> targets =
        owner.stream()
            .flatMap(model -> model.methods().stream())
            .filter(m -> m.methodName().equalsString(name))
            .filter(m -> m.methodType().equalsString(call.type().stringValue()))
            .toList();
    if (targets.isEmpty()) {
      String missing = "call: " + type + "." + name + ", not on the class path";
      refuse(caller, from, new Problem(0, missing));
    }
    targets.forEach(m -> visit(owner.orElseThrow(), m, path));
  }

  private void refuse(ClassModel owner, MethodModel method, Problem problem) {
    String file =
        owner
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue())
            .orElse(owner.thisClass().name().stringValue());
    int line = problem.line() > 0 ? problem.line() : firstLine(method);
    violations.add(
        new KernelViolation(
            kernel,
            method.methodName().stringValue(),
            line > 0 ? file + ":" + line : file,
            problem.text()));
  }

  private static int firstLine(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .filter(LineNumber.class::isInstance)
        .mapToInt(number -> ((LineNumber) number).line())
        .findFirst()
        .orElse(0);
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
    return ParallelLoop.annotations(method).size();
  }
}
