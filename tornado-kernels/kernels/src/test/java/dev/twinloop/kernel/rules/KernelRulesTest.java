package dev.twinloop.kernel.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.sha256.Sha256Kernels;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelRulesTest {
  private final ClassSource classes = new ClassSource();

  @Test
  void everyKernelOfThisModuleKeepsTheRules() throws Exception {
    List<String> kernels = new ArrayList<>();
    List<String> violations = new ArrayList<>();
    for (ClassModel owner : classes.besides(Sha256Kernels.class)) {
      for (MethodModel method : owner.methods()) {
        if (KernelRules.isKernel(method)) {
          kernels.add(method.methodName().stringValue());
          violations.addAll(KernelRules.violations(classes, owner, method));
        }
      }
    }
    assertTrue(kernels.containsAll(List.of("hash64", "hashFixed", "hashVariable")), "" + kernels);
    assertEquals("", String.join("\n", violations));
  }

  @ParameterizedTest
  @CsvSource({
    "unsignedShift, unsigned shift",
    "unsignedShiftInBody, unsigned shift",
    "rotate, rotateLeft",
    "compareUnsigned, compareUnsigned",
    "multiplyHigh, multiplyHigh",
    "abs, Math.abs",
    "reverseBytes, reverseBytes",
    "leadingZeros, numberOfLeadingZeros",
    "staticArray, static array",
    "byteArrayParameter, parameter: [B",
    "nestedArrayParameter, parameter: [[I",
    "booleanHelperParameter, parameter: Z",
    "division, division",
    "remainder, division",
    "floatingPoint, floating point",
    "twoLoops, 2 @Parallel loops",
    "noLoop, 0 @Parallel loops",
    "throwing, throw",
    "locking, synchronized",
    "interfaceCall, call: java/util/List",
    "segmentCall, getSegment",
    "recursive, recursion",
    "object, object: new",
    "lambda, lambda",
    "dynamicArray, private array",
    "arrayOfArrays, array of arrays",
    "copying, arraycopy",
    "cloning, clone",
    "kernel, name",
    "local, name"
  })
  void refuses(String kernel, String problem) {
    List<String> violations = violations(kernel);
    assertFalse(violations.isEmpty(), kernel + " was accepted");
    assertTrue(violations.stream().anyMatch(v -> v.contains(problem)), kernel + ": " + violations);
  }

  @Test
  void acceptsAPlainKernel() {
    assertEquals(List.of(), violations("plain"));
  }

  private List<String> violations(String kernel) {
    ClassModel owner = classes.of(BadKernels.class.getName().replace('.', '/'));
    MethodModel method =
        owner.methods().stream()
            .filter(m -> m.methodName().equalsString(kernel))
            .findFirst()
            .orElseThrow();
    return KernelRules.violations(classes, owner, method);
  }
}
