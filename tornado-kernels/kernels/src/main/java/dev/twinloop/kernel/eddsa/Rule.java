package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.eddsa.kernels.Codes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an Ed25519 signature (R, S) of a key A must be to be valid. All rules demand S below l and
 * encodings of points of the curve; h is SHA-512 of the bytes as they are sent, modulo l. Beyond
 * that, verifiers differ (K. Chalkias and others, "Taming the many EdDSAs", 2020):
 *
 * <pre>
 *              equation                 key and R unreduced, "-0"   of small order   who
 *   RFC8032    S B = R + h A            refused                     accepted         RFC 8032, JDK, OpenSSL, Go
 *   STRICT     S B = R + h A            refused                     refused          libsodium, Solana
 *   ZIP215     8 S B = 8 R + 8 h A      accepted                    accepted         Zcash, CometBFT
 * </pre>
 *
 * An unreduced encoding has a y of p = 2^255 - 19 or more, or the sign of x set where x is 0.
 *
 * @param cofactored whether the equation is multiplied by 8, so that components of small order do
 *     not count; if not, S and h act as the integers that they are
 * @param smallOrderKeys whether keys of order 1, 2, 4 or 8 are accepted
 * @param smallOrderR whether such R are accepted
 * @param unreducedKeys whether unreduced encodings of keys are accepted
 * @param unreducedR whether unreduced encodings of R are accepted
 */
public record Rule(
    boolean cofactored,
    boolean smallOrderKeys,
    boolean smallOrderR,
    boolean unreducedKeys,
    boolean unreducedR) {

  /** RFC 8032 5.1.7 without the cofactor, as most verifiers have it. */
  public static final Rule RFC8032 = new Rule(false, true, true, false, false);

  /** RFC 8032 without cofactor, and nothing of small order. */
  public static final Rule STRICT = new Rule(false, false, false, false, false);

  /** ZIP 215: what verification of a whole batch by one random sum agrees with. */
  public static final Rule ZIP215 = new Rule(true, true, true, true, true);

  private static final Map<String, Rule> NAMED =
      new TreeMap<>(Map.of("rfc8032", RFC8032, "strict", STRICT, "zip215", ZIP215));

  /**
   * The rule of a name: {@code rfc8032}, {@code strict} or {@code zip215}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Rule of(String name) {
    Rule rule = NAMED.get(name);
    if (rule == null) {
      throw new IllegalArgumentException("rule: name=" + name + ", accepted: " + names());
    }
    return rule;
  }

  /** The name of a preset; else the five flags. */
  @Override
  public String toString() {
    for (Map.Entry<String, Rule> named : NAMED.entrySet()) {
      if (named.getValue().equals(this)) {
        return named.getKey();
      }
    }
    return "rule(cofactored=%s, smallOrderKeys=%s, smallOrderR=%s, unreducedKeys=%s, unreducedR=%s)"
        .formatted(cofactored, smallOrderKeys, smallOrderR, unreducedKeys, unreducedR);
  }

  /** The names of rules. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /** Whether R must be decoded: if not, bytes are compared, which is faster. */
  boolean decodesR() {
    return cofactored || unreducedR;
  }

  /** What kernels refuse by its bytes. */
  int flags() {
    return (smallOrderKeys ? 0 : Codes.NO_SMALL_KEY)
        | (smallOrderR ? 0 : Codes.NO_SMALL_R)
        | (unreducedKeys ? 0 : Codes.CANONICAL_KEY)
        | (unreducedR ? 0 : Codes.CANONICAL_R);
  }
}
