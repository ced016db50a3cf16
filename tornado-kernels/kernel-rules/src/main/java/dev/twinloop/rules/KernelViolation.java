package dev.twinloop.rules;

/**
 * One place where a kernel breaks a rule.
 *
 * @param kernel class and method, such as {@code demo.Collatz.steps}
 * @param method the method that breaks it: the kernel's, or one that it calls
 * @param place source file and line, such as {@code Collatz.java:42}; the line is missing where the
 *     compiler kept none
 * @param problem what is there
 */
public record KernelViolation(String kernel, String method, String place, String problem) {
  @Override
  public String toString() {
    return kernel + ": in " + method + " (" + place + "): " + problem;
  }
}
