package dev.twinloop.kernel.generated;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A hash function of FIPS 180-4: its constants, computed as §4.2 and §5.3 define them, and its
 * rounds.
 *
 * @param bits of the digest
 * @param wordBits of a word
 * @param passes of sixteen rounds
 * @param sections of the standard that say what a round is
 * @param start the section of the initial hash value
 * @param sums distances of the four functions of a round: each the exclusive or of three rotations;
 *     the last of the small functions is a shift
 */
record Sha2(
    int bits, int wordBits, int passes, String sections, String start, List<List<Integer>> sums) {
  static final Sha2 SHA256 =
      new Sha2(
          256,
          32,
          4,
          "§4.1.2, §4.2.2, §6.2.2",
          "§5.3.3",
          List.of(List.of(2, 13, 22), List.of(6, 11, 25), List.of(7, 18, 3), List.of(17, 19, 10)));

  static final Sha2 SHA512 =
      new Sha2(
          512,
          64,
          5,
          "§4.1.3, §4.2.3, §6.4.2",
          "§5.3.5",
          List.of(List.of(28, 34, 39), List.of(14, 18, 41), List.of(1, 8, 7), List.of(19, 61, 6)));

  private static final List<String> FUNCTIONS = List.of("big0", "big1", "small0", "small1");
  private static final String LETTERS = "abcdefgh";
  private static final int WORDS = 16;

  /** The compression function. */
  String rounds() {
    Map<String, Object> values = values();
    values.put("bits", bits);
    values.put("block", WORDS * wordBits / 8);
    values.put("sections", sections);
    values.put("start", start);
    values.put("long", wordBits == 64 ? "yes" : "");
    values.put("word", wordBits == 64 ? "long" : "int");
    values.put("private", wordBits == 64 ? "private" : "");
    for (int i = 0; i < LETTERS.length(); i++) {
      values.put("start" + i, literal(root(prime(i), 2)));
      for (int round = 0; round < WORDS; round++) {
        int turned = Math.floorMod(i - round, LETTERS.length());
        values.put(LETTERS.charAt(i) + "" + round, LETTERS.charAt(turned));
      }
    }
    for (int i = 0; i < WORDS; i++) {
      values.put("w1" + i, (i + 1) % WORDS);
      values.put("w9" + i, (i + 9) % WORDS);
      values.put("w14" + i, (i + 14) % WORDS);
    }
    for (int pass = 0; pass < passes; pass++) {
      int first = WORDS * pass;
      values.put("expand" + pass, pass < passes - 1 ? "expand(w);" : "");
      values.put("constants" + pass, eachWord(i -> "w[" + i + "] + " + literal(k(first + i))));
    }
    for (int i = 0; i < FUNCTIONS.size(); i++) {
      values.put("function" + i, FUNCTIONS.get(i));
      values.put("sum" + i, sum(sums.get(i), i >= 2));
    }
    return Template.of("Sha2Rounds").fill(values);
  }

  /** The compression of a block that pads a message of one block. */
  String padding() {
    long[] w = new long[WORDS * passes];
    w[0] = 0x80L << (wordBits - 8);
    w[WORDS - 1] = (long) WORDS * wordBits;
    for (int i = WORDS; i < w.length; i++) {
      w[i] = word(sigma(3, w[i - 2]) + w[i - 7] + sigma(2, w[i - 15]) + w[i - 16]);
    }
    Map<String, Object> values = values();
    for (int pass = 0; pass < passes; pass++) {
      int first = WORDS * pass;
      values.put("padding" + pass, eachWord(i -> literal(word(k(first + i) + w[first + i]))));
    }
    return Template.of("Padding64").fill(values);
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    values.put("passes", passes);
    for (int i = 0; i < LETTERS.length(); i++) {
      values.put("letter" + i, LETTERS.charAt(i));
    }
    for (int pass = 0; pass < passes; pass++) {
      values.put("first" + pass, WORDS * pass);
    }
    return values;
  }

  /** Sets each word of a pass. */
  private static String eachWord(IntFunction<String> value) {
    return IntStream.range(0, WORDS)
        .mapToObj(i -> "kw[" + i + "] = " + value.apply(i) + ";")
        .collect(Collectors.joining("\n    "));
  }

  private long k(int round) {
    return root(prime(round), 3);
  }

  private static int prime(int index) {
    return IntStream.iterate(2, i -> i + 1)
        .filter(n -> BigInteger.valueOf(n).isProbablePrime(50))
        .skip(index)
        .findFirst()
        .orElseThrow();
  }

  /** The first bits of the fraction of a root of a prime. */
  private long root(int prime, int degree) {
    BigInteger scaled = BigInteger.valueOf(prime).shiftLeft(degree * wordBits);
    BigInteger root = BigInteger.ZERO;
    for (int bit = wordBits + 4; bit >= 0; bit--) {
      BigInteger higher = root.setBit(bit);
      root = higher.pow(degree).compareTo(scaled) <= 0 ? higher : root;
    }
    return word(root.longValue());
  }

  private long word(long value) {
    return wordBits == 64 ? value : value & 0xffffffffL;
  }

  private String literal(long word) {
    return wordBits == 64 ? "0x%016xL".formatted(word) : "0x%08x".formatted(word);
  }

  /** One of the small functions of a word. */
  private long sigma(int function, long x) {
    List<Integer> by = sums.get(function);
    return rotated(x, by.get(0)) ^ rotated(x, by.get(1)) ^ (x >>> by.get(2));
  }

  private long rotated(long x, int by) {
    return word((x >>> by) | (x << (wordBits - by)));
  }

  private String sum(List<Integer> by, boolean shifted) {
    String last = shifted ? shift(by.get(2)) : rotation(by.get(2));
    return rotation(by.get(0)) + " ^ " + rotation(by.get(1)) + " ^ " + last;
  }

  private String rotation(int by) {
    return "(" + shift(by) + " | (x << " + (wordBits - by) + "))";
  }

  private String shift(int by) {
    return "((x >> " + by + ") & " + literal(word(-1) >>> by) + ")";
  }
}
