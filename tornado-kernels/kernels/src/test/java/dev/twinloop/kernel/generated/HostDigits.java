package dev.twinloop.kernel.generated;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The expressions of the host's prime fields: words taken apart into digits, columns of digit
 * products, and digits put together to words.
 *
 * @param limbs 64-bit words of a number
 * @param bits of a digit
 */
record HostDigits(int limbs, int bits) {
  /** Digits of a number. */
  private int count() {
    return (64 * limbs + bits - 1) / bits;
  }

  /** Bits that the last digit of a reduction clears, so that R is that of the words. */
  private int rest() {
    return 64 * limbs - bits * (count() - 1);
  }

  Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    int one = (64 - bits) / 2;
    values.put("limbs", limbs);
    values.put("last", limbs - 1);
    values.put("most", 64 * limbs - 1);
    values.put("radix", 64 * limbs);
    values.put("digits", count());
    values.put("shifted", count() + 1);
    values.put("bits", bits);
    values.put("rest", rest());
    values.put("one", one);
    values.put("sums", each("t", 0, limbs));
    values.put("parameters", each("long t", 0, limbs));
    values.put("digitSums", each("v", 0, count()));
    values.put("digitParameters", each("long v", 0, count() + 1));
    for (int i = 0; i < count(); i++) {
      values.put("a" + i, digit(i, "a", "ai"));
      values.put("f" + i, digit(i, "a", "ai + " + limbs));
      values.put("b" + i, digit(i, "b", "bi"));
      values.put("e" + i, digit(i, "e", "ei"));
      values.put("mask" + i, i < count() - 1 ? "DIGIT" : "(1L << REST) - 1");
    }
    for (int k = 0; k < 2 * count() - 1; k++) {
      String name = k < count() ? "Lower" + k : "Upper" + (k - count() + 1);
      values.put("low" + name, column(k, List.of("ab"), "%s * %s"));
      values.put("lowBoth" + name, column(k, List.of("ab", "fe"), "%s * %s"));
      values.put("high" + name, column(k, List.of("ab"), "high(%s, %s)"));
      values.put("highBoth" + name, column(k, List.of("ab", "fe"), "high(%s, %s)"));
    }
    for (int i = 0; i < limbs; i++) {
      values.put("word" + i, word(i));
    }
    return values;
  }

  private static String each(String name, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> name + i).collect(Collectors.joining(", "));
  }

  /** Digit i of the number at an offset of an array. */
  private String digit(int i, String array, String offset) {
    int word = bits * i / 64;
    int from = bits * i % 64;
    String text = shifted(at(array, offset, word), -from);
    if (from + bits > 64 && word < limbs - 1) {
      text += " | " + shifted(at(array, offset, word + 1), 64 - from);
    }
    if (i == count() - 1) {
      return text;
    }
    return (text.contains("|") ? "(" + text + ")" : text) + " & DIGIT";
  }

  private static String at(String array, String offset, int word) {
    return "%s[%s%s]".formatted(array, offset, word == 0 ? "" : " + " + word);
  }

  private static String shifted(String text, int left) {
    return left == 0 ? text : text + (left > 0 ? " << " + left : " >>> " + -left);
  }

  /** The sum of a column: products of the factors, and those of the modulus that are known. */
  private String column(int k, List<String> factors, String product) {
    return IntStream.range(0, count())
        .filter(i -> k - i >= 0 && k - i < count())
        .boxed()
        .flatMap(
            i ->
                Stream.concat(
                    factors.stream()
                        .map(
                            f ->
                                product.formatted(f.substring(0, 1) + i, f.substring(1) + (k - i))),
                    Stream.of(product.formatted("m" + i, "p" + (k - i)))
                        .filter(_ -> k >= count() || i < k)))
        .collect(Collectors.joining(" + "));
  }

  /** Word i of a number whose lowest digit has a few bits alone. */
  private String word(int i) {
    int few = bits - rest();
    return IntStream.range(0, count() + 1)
        .filter(d -> from(d, few) < 64 * (i + 1) && from(d + 1, few) > 64 * i)
        .mapToObj(d -> shifted("v" + d, from(d, few) - 64 * i))
        .collect(Collectors.joining(" | "));
  }

  /** The lowest bit of a digit. */
  private int from(int digit, int few) {
    return digit == 0 ? 0 : few + bits * (digit - 1);
  }
}
