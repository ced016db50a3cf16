package dev.twinloop.kernel.generated;

import java.util.ArrayList;
import java.util.List;

/**
 * Products of numbers of some limbs, column by column, as straight-line Java: sums of at most five
 * terms a statement, so that no compiler meets a deep expression.
 *
 * @param limbs of a number
 * @param bits of a limb
 */
record Columns(int limbs, int bits) {
  private static final int TERMS = 5;

  /** What a column adds up: its products, without carry and reduction. */
  @FunctionalInterface
  interface Products {
    List<String> of(int column);
  }

  private int last() {
    return 2 * limbs - 2;
  }

  private String carry(String name, int column) {
    return "((%s%d >> %d) & U%d)".formatted(name, column, bits, 64 - bits);
  }

  /** Products of two numbers: x0 * y2, x1 * y1, x2 * y0. */
  List<String> products(int column, String x, String y) {
    List<String> terms = new ArrayList<>();
    for (int i = Math.max(0, column - limbs + 1); i < limbs && i <= column; i++) {
      terms.add(x + i + " * " + y + (column - i));
    }
    return terms;
  }

  /** Products of a number with itself, those of two different limbs from doubled ones. */
  List<String> squares(int column) {
    List<String> terms = new ArrayList<>();
    for (int i = Math.max(0, column - limbs + 1); 2 * i <= column; i++) {
      terms.add((2 * i == column ? "a" : "d") + i + " * a" + (column - i));
    }
    return terms;
  }

  /** Products of two pairs of numbers. */
  List<String> pairs(int column) {
    List<String> first = products(column, "a", "b");
    List<String> second = products(column, "c", "e");
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      terms.add(first.get(i));
      terms.add(second.get(i));
    }
    return terms;
  }

  /** A product by Montgomery's reduction, each column with the quotient digits below it. */
  String montgomery(String name, Products products) {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k <= last(); k++) {
      List<String> terms = new ArrayList<>(products.of(k));
      for (int i = Math.max(0, k - limbs + 1); i < Math.min(k, limbs); i++) {
        terms.add("q" + i + " * p" + (k - i));
      }
      carried(out, name, k, 0, terms);
      if (k < limbs) {
        line(out, "long q%d = digit(%s%d, inverse);".formatted(k, name, k));
        line(out, "%s%d += q%d * p0;".formatted(name, k, k));
      }
      store(out, name, k);
    }
    return out.toString();
  }

  /**
   * The columns from one to another of the product (x + y i)(u + v i), i^2 = -1, with signed
   * columns: three products of halves and, for each half of the result, a reduction of its own.
   */
  String pair(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int k = from; k < to; k++) {
      sum(out, "s" + k, products(k, "x", "u"));
      sum(out, "t" + k, products(k, "y", "v"));
      half(out, "c", k, List.of("s" + k + " - t" + k));
      List<String> both = new ArrayList<>(products(k, "z", "w"));
      both.add("-s%d - t%d".formatted(k, k));
      half(out, "e", k, both);
    }
    return out.toString().replace("+ -", "- ");
  }

  /** The square of x + y i: (x + y)(x - y) and x * 2 y. */
  String pairSquare() {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k <= last(); k++) {
      half(out, "c", k, products(k, "u", "v"));
      half(out, "e", k, products(k, "x", "w"));
    }
    return out.toString();
  }

  /** A column of one half: c, the constant term, with digits q, or e with digits r. */
  private void half(StringBuilder out, String name, int k, List<String> products) {
    String digit = name.equals("c") ? "q" : "r";
    int first = name.equals("c") ? 0 : limbs;
    List<String> terms = new ArrayList<>(products);
    for (int i = Math.max(0, k - limbs + 1); i < Math.min(k, limbs); i++) {
      terms.add(digit + i + " * p" + (k - i));
    }
    if (k > 0) {
      terms.add("(%s%d >> %d)".formatted(name, k - 1, bits));
    }
    sum(out, name + k, terms);
    if (k < limbs) {
      line(out, "long %s%d = digit(%s%d, inverse);".formatted(digit, k, name, k));
      line(out, "%s%d += %s%d * p0;".formatted(name, k, digit, k));
    } else {
      line(out, "f[d + %d] = (int) %s%d & LIMB;".formatted(first + k - limbs, name, k));
    }
    if (k == last()) {
      int top = first + limbs - 1;
      line(out, "f[d + %d] = (int) (%s%d >> %d);".formatted(top, name, k, bits));
    }
  }

  /** A product modulo P-256's prime, by Montgomery's reduction with digits that are the columns. */
  String p256(Products products) {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k <= last(); k++) {
      List<String> terms = new ArrayList<>(products.of(k));
      if (k > 0) {
        terms.add(carry("c", k - 1));
      }
      digit(terms, k - 3, "(m%d << 9)");
      digit(terms, k - 6, "(m%d << 18)");
      digit(terms, k - 7, "m%d * LIMB7");
      digit(terms, k - 8, "m%d * LIMB8");
      sum(out, "c" + k, terms);
      if (k < limbs) {
        line(out, "long m%d = c%d & LOW;".formatted(k, k));
      }
      store(out, "c", k);
    }
    return out.toString();
  }

  /**
   * A product modulo a prime that 2^261 is little more than a multiple of, up to the last fold: the
   * upper columns first.
   *
   * @param shifts whether 2^37 is folded in beside the small factor
   */
  String folded(Products products, boolean shifts) {
    StringBuilder out = new StringBuilder();
    for (int k = limbs; k <= last(); k++) {
      carried(out, "c", k, limbs, new ArrayList<>(products.of(k)));
    }
    line(out, "long top = (c%d >> %d) & U%d;".formatted(last(), bits, 64 - bits));
    for (int k = 0; k < limbs; k++) {
      List<String> terms = new ArrayList<>(products.of(k));
      terms.add(k + limbs > last() ? "top * FOLD" : "(c%d & LOW) * FOLD".formatted(k + limbs));
      if (k > 0 && shifts) {
        terms.add("((c%d & LOW) << 8)".formatted(k + limbs - 1));
      }
      carried(out, "c", k, 0, terms);
    }
    return out.toString();
  }

  /** The upper half of a product, from one column below it, as digits q0, q1 … */
  String upper(String x, String y) {
    StringBuilder out = new StringBuilder();
    int first = limbs - 2;
    for (int k = first; k <= last(); k++) {
      carried(out, "h", k, first, products(k, x, y));
      if (k >= limbs) {
        line(out, "long q%d = low(h%d);".formatted(k - limbs, k));
      }
    }
    line(out, "long q%d = (h%d >> %d) & U%d;".formatted(limbs - 1, last(), bits, 64 - bits));
    return out.toString();
  }

  /** The lower half of the sum of two products. */
  String lower() {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k < limbs; k++) {
      List<String> terms = products(k, "a", "w");
      terms.addAll(products(k, "q", "n"));
      carried(out, "c", k, 0, terms);
      line(out, "y[%d] = (int) c%d & LIMB;".formatted(k, k));
    }
    return out.toString();
  }

  private void carried(StringBuilder out, String name, int k, int first, List<String> terms) {
    List<String> all = new ArrayList<>(terms);
    if (k > first) {
      all.add(carry(name, k - 1));
    }
    sum(out, name + k, all);
  }

  private void digit(List<String> terms, int digit, String term) {
    if (digit >= 0 && digit < limbs) {
      terms.add(term.formatted(digit));
    }
  }

  private void store(StringBuilder out, String name, int k) {
    if (k >= limbs) {
      String to = k == limbs ? "d" : "d + " + (k - limbs);
      line(out, "f[%s] = (int) %s%d & LIMB;".formatted(to, name, k));
    }
    if (k == last()) {
      line(out, "f[d + %d] = (int) (%s%d >> %d);".formatted(limbs - 1, name, k, bits));
    }
  }

  private static void sum(StringBuilder out, String name, List<String> terms) {
    for (int i = 0; i < terms.size(); i += TERMS) {
      String part = String.join(" + ", terms.subList(i, Math.min(i + TERMS, terms.size())));
      line(out, (i == 0 ? "long " + name + " = " : name + " += ") + part + ";");
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append("    ").append(text).append('\n');
  }
}
