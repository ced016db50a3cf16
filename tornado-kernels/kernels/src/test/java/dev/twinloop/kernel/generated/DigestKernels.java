package dev.twinloop.kernel.generated;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hashing of many messages: for each hash function the task, three kernels of one shape, and how it
 * takes its blocks from memory, written out so that all indices are constants.
 *
 * @param function package of the function, and its part of the templates
 * @param prefix of its classes
 * @param values what differs elsewhere
 */
record DigestKernels(String function, String prefix, Map<String, String> values) {
  private static final int MOST_WORDS = 35;

  /** Parts of templates, and values that are empty where a function has none. */
  private static final List<String> PARTS =
      List.of("sha256", "sha512", "keccak", "rounds", "constants", "block", "length", "_512");

  static final DigestKernels SHA256 =
      new DigestKernels(
          "sha256",
          "Sha256",
          Map.of(
              "name",
              "SHA-256",
              "type",
              "sha256",
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
          "Sha512",
          Map.of(
              "name",
              "SHA-512",
              "type",
              "sha-512",
              "words",
              " of 32 bits, swap and join",
              "padding",
              "§5.1.2",
              "ints",
              "16",
              "bytes",
              "64",
              "_512",
              "_512",
              "block",
              ": one block",
              "length",
              ", control.get(DigestProgram.LENGTH)"));

  static final DigestKernels KECCAK =
      new DigestKernels(
          "keccak",
          "Keccak256",
          Map.of(
              "type",
              "keccak-256",
              "bytes",
              "32",
              "rounds",
              "long rounds, ",
              "constants",
              "rounds, "));

  /** Sources by their paths below the package {@code kernel}. */
  Map<String, String> sources() {
    Map<String, Object> all = unrolled(4);
    for (String name : PARTS) {
      all.put(name, name.equals(function) ? "yes" : "");
    }
    all.put("package", function);
    all.put("prefix", prefix);
    all.putAll(values);
    String path = function + "/" + prefix;
    return Map.of(
        path + "Batch.java",
        Template.of("DigestBatch").fill(all),
        path + "Kernels.java",
        Template.of("DigestKernels").fill(all));
  }

  /** Blocks of SHA-512, which other kernels hash too. */
  static String sha512Blocks() {
    return Template.of("Sha512Blocks").fill(unrolled(8));
  }

  /** What stands at word i of a block. A word has {@code wordBytes} bytes. */
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
