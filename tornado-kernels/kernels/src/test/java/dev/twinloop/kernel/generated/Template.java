package dev.twinloop.kernel.generated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Java source with places to fill.
 *
 * <pre>
 *   ${name}               a value
 *   ${name+1}, ${name-1}  a number, changed a little
 *   ${+name}              " + 3", or nothing for 0: f[a${+i}]
 *   ${name[i]}            the value "name" i; ${name[i][j]} likewise
 *   //for i 0 limbs       the lines up to //end once for each i from 0, below limbs; or limbs[j]
 *   //if name             the lines up to //else or //end, if the value is not empty
 *   //lines name          the lines up to //end become the value of that name
 *   //kernel name(a, long b)   a kernel with arrays of ints and longs; the lines up to //end are
 *                         what it does for one item. A head that ends with a comma goes on
 *   //kernel name(a) if condition   the same, and the receipt is written on that condition; with
 *                         an array "below" it is missing(control, below, item) == 0
 * </pre>
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\+?)([\\w\\[\\]]+)([+-]\\d+)?}");
  private static final Pattern KERNEL = Pattern.compile("kernel (\\w+)\\(([^)]*)\\)(?: if (.*))?");
  private static final Pattern INDEX = Pattern.compile("\\[(\\w+)]");

  private final String name;
  private final List<String> lines;

  private Template(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  /** A template of this package. */
  static Template of(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name + ".java.template")) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new Template(name, new String(bytes, StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** The source with all places filled, and a first line that says where it comes from. */
  String fill(Map<String, ?> values) {
    StringBuilder out = new StringBuilder();
    out.append("// Generated from ")
        .append(name)
        .append(".java.template by GeneratedKernels: do not edit.\n");
    fill(lines, new HashMap<>(values), out);
    return out.toString();
  }

  private void fill(List<String> part, Map<String, Object> values, StringBuilder out) {
    for (int i = 0; i < part.size(); i++) {
      String[] words = part.get(i).strip().split(" ");
      switch (words[0]) {
        case "//for" -> {
          List<String> body = part.subList(i + 1, end(part, i));
          for (int k = number(words[2], values); k < number(words[3], values); k++) {
            Map<String, Object> inner = new HashMap<>(values);
            inner.put(words[1], k);
            fill(body, inner, out);
          }
          i = end(part, i);
        }
        case "//if" -> {
          boolean holds = !value(words[1], values).isEmpty();
          fill(branch(part.subList(i + 1, end(part, i)), holds), values, out);
          i = end(part, i);
        }
        case "//lines" -> {
          StringBuilder text = new StringBuilder();
          fill(part.subList(i + 1, end(part, i)), values, text);
          values.put(words[1], text.toString());
          i = end(part, i);
        }
        case "//kernel" -> {
          fill(kernel(part.subList(i, end(part, i)), values), values, out);
          i = end(part, i);
        }
        default -> out.append(line(part.get(i), values));
      }
    }
  }

  /** What TornadoVM wants written around the body of a kernel. */
  private List<String> kernel(List<String> part, Map<String, Object> values) {
    int heads = 1;
    while (part.get(heads - 1).endsWith(",")) {
      heads++;
    }
    String head =
        part.subList(0, heads).stream()
            .map(line -> line(line.strip().substring(2), values).strip())
            .collect(Collectors.joining(" "));
    Matcher kernel = KERNEL.matcher(head);
    if (!kernel.matches()) {
      throw new IllegalStateException(name + ": no kernel: " + head);
    }
    List<String> arrays = List.of(kernel.group(2).split(", "));
    String answers = arrays.contains("below") ? "missing(control, below, item) == 0" : "";
    String condition = Objects.requireNonNullElse(kernel.group(3), answers);
    List<String> lines = new ArrayList<>();
    lines.add("public static void " + kernel.group(1) + "(IntArray control, IntArray receipt");
    for (String array : arrays) {
      boolean longs = array.startsWith("long ");
      lines.add(", " + (longs ? array.replace("long ", "LongArray ") : "IntArray " + array));
    }
    lines.add(") { for (@Parallel int k = 0; k < receipt.getSize(); k++) {");
    lines.add("int item = control.get(Control.FROM) + k;");
    lines.add("if (item < control.get(Control.TO)) {");
    lines.addAll(part.subList(heads, part.size()));
    String receipt = "receipt.set(k, control.get(Control.NONCE));";
    lines.add(condition.isEmpty() ? receipt : "if (" + condition + ") {" + receipt + "}");
    lines.add("} } }");
    return lines;
  }

  private static boolean opens(String line) {
    return line.matches("//(for|if|lines|kernel) .*");
  }

  /** Where the block that begins here ends. */
  private int end(List<String> part, int from) {
    int depth = 0;
    for (int i = from; i < part.size(); i++) {
      String line = part.get(i).strip();
      depth += opens(line) ? 1 : 0;
      depth -= line.equals("//end") ? 1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalStateException(name + ": no //end of " + part.get(from));
  }

  private static List<String> branch(List<String> body, boolean holds) {
    List<String> yes = new ArrayList<>();
    List<String> no = new ArrayList<>();
    int depth = 0;
    boolean otherwise = false;
    for (String line : body) {
      String text = line.strip();
      depth += opens(text) ? 1 : 0;
      depth -= text.equals("//end") ? 1 : 0;
      if (depth == 0 && text.equals("//else")) {
        otherwise = true;
      } else {
        (otherwise ? no : yes).add(line);
      }
    }
    return holds ? yes : no;
  }

  /** One line; a place that is alone in it may hold many. */
  private String line(String line, Map<String, Object> values) {
    Matcher matcher = PLACE.matcher(line);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String text = value(matcher.group(2), values);
      if (matcher.group(3) != null) {
        text = Integer.toString(Integer.parseInt(text) + Integer.parseInt(matcher.group(3)));
      }
      if (!matcher.group(1).isEmpty()) {
        text = text.equals("0") ? "" : " + " + text;
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    matcher.appendTail(out);
    return out.isEmpty() || out.charAt(out.length() - 1) != '\n'
        ? out.append('\n').toString()
        : out.toString();
  }

  private int number(String word, Map<String, Object> values) {
    return word.matches("\\d+") ? Integer.parseInt(word) : Integer.parseInt(value(word, values));
  }

  /** A value, whose name may end with indices: what they stand for is part of it. */
  private String value(String word, Map<String, Object> values) {
    String key =
        INDEX.matcher(word).replaceAll(index -> String.valueOf(values.get(index.group(1))));
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalStateException(name + ": no value " + key + ", known: " + values.keySet());
    }
    return value.toString();
  }
}
