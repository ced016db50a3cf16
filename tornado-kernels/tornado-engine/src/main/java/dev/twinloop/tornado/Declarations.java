package dev.twinloop.tornado;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Declarations of variables in OpenCL C, in one order. TornadoVM writes them as a hash table has
 * them, in another order in each process. A driver that keeps machine code by the text that it came
 * from, as PoCL does, would compile the same kernel again each time.
 */
final class Declarations {
  private static final Pattern DECLARATION =
      Pattern.compile("(\\s+[a-z]+\\d*) (NAME(?:, NAME)*);\\s*".replace("NAME", "[a-z]+\\d*_\\d+"));

  private Declarations() {}

  /** The same code; names within a declaration and neighbouring declarations are sorted. */
  static KernelCode sorted(KernelCode code) {
    String text = new String(code.bytes(), StandardCharsets.UTF_8);
    return new KernelCode(
        code.entryPoint(),
        code.accesses(),
        code.options(),
        sorted(text).getBytes(StandardCharsets.UTF_8));
  }

  static String sorted(String text) {
    List<String> lines = new ArrayList<>();
    List<String> together = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      Matcher declaration = DECLARATION.matcher(line);
      if (declaration.matches()) {
        together.add(declaration.group(1) + " " + names(declaration.group(2)) + ";");
      } else {
        together.sort(Comparator.naturalOrder());
        lines.addAll(together);
        together.clear();
        lines.add(line);
      }
    }
    together.sort(Comparator.naturalOrder());
    lines.addAll(together);
    return String.join("\n", lines);
  }

  private static String names(String list) {
    return Arrays.stream(list.split(", "))
        .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .collect(Collectors.joining(", "));
  }
}
