package dev.twinloop.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was looked at, and what is wrong.
 *
 * @param kernels all kernels that were found, such as {@code demo.Collatz.steps}
 * @param violations empty if they keep the rules
 */
public record KernelReport(List<String> kernels, List<KernelViolation> violations) {
  public KernelReport {
    kernels = List.copyOf(kernels);
    violations = List.copyOf(violations);
  }

  /**
   * For tests.
   *
   * @throws AssertionError if a rule is broken, with all violations; also if there is no kernel,
   *     because a test that looks at nothing passes always
   */
  public void assertKept() {
    if (kernels.isEmpty()) {
      throw new AssertionError("kernels: found=0; accepted: at least one static @Parallel loop");
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(
          violations.stream().map(KernelViolation::toString).collect(Collectors.joining("\n")));
    }
  }
}
