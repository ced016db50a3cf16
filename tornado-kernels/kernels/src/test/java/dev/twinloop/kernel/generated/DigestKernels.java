package dev.twinloop.kernel.generated;

import java.util.HashMap;
import java.util.Map;

/**
 * Kernels that hash many messages: three of one shape for each hash function, and how it takes its
 * blocks from memory, written out so that all indices are constants.
 *
 * @param function package of the function, and its part of the template
 * @param className of the kernels
 * @param values what differs elsewhere
 */
record DigestKernels(String function, String className, Map<String, String> values) {
  private static final int MOST_WORDS = 35;

  static final DigestKernels SHA256 =
      new DigestKernels(
          "sha256",
          "Sha256Kernels",
          Map.of(
              "name",
              "SHA-256",
              "words",
              " and swap",
              "padding",
              "§5.1.1",
              "ints",
              "8",
              "bytes",
              "32"));

  static final DigestKernels SHA512 =
      new DigestKernels(
          "sha512",
          "Sha512Kernels",
          Map.of(
              "name",
              "SHA-512",
              "words",
              " of 32 bits, swap and join",
              "padding",
              "§5.1.2",
              "ints",
              "16",
              "bytes",
              "64",
              "block",
              ": one block",
              "length",
              ", control.get(DigestProgram.LENGTH)"));

  static final DigestKernels KECCAK =
      new DigestKernels(
          "keccak", "Keccak256Kernels", Map.of("rounds", "long rounds, ", "constants", "rounds, "));

  /** Below the package {@code kernel}. */
  String path() {
    return function + "/" + className + ".java";
  }

  String source() {
    Map<String, Object> all = unrolled(4);
    for (String name :
        new String[] {"sha256", "sha512", "keccak", "rounds", "constants", "block", "length"}) {
      all.put(name, name.equals(function) ? "yes" : "");
    }
    all.put("package", function);
    all.put("class", className);
    all.putAll(values);
    return Template.of("DigestKernels").fill(all);
  }

  /** Blocks of SHA-512, which other kernels hash too. */
  static String sha512Blocks() {
    return Template.of("Sha512Blocks").fill(unrolled(8));
  }

  /** What stands at word i of a block of words of so many bytes. */
  private static Map<String, Object> unrolled(int wordBytes) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < MOST_WORDS; i++) {
      values.put("two" + i, 2 * i);
      values.put("odd" + i, 2 * i + 1);
      values.put("at" + i, address(i));
      values.put("even" + i, address(2 * i));
      values.put("less" + i, i == 0 ? "" : " - " + wordBytes * i);
    }
    return values;
  }

  private static String address(int word) {
    return word == 0 ? "first" : "(first + " + word + ")";
  }
}
