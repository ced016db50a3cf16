package dev.twinloop.kernel.ecdsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strict DER, as BIP 66 spells it out, and P1363. */
class DerTest {
  private static final HexFormat HEX = HexFormat.of();

  private static Optional<Verdict> parse(SignatureFormat format, String hex, byte[] rs) {
    return format.parse(HEX.parseHex(hex), rs);
  }

  @ParameterizedTest
  @CsvSource({
    "30 06 02 01 01 02 01 02, 01, 02",
    "30 06 02 01 00 02 01 7f, 00, 7f",
    "30 08 02 02 00 80 02 02 00 ff, 80, ff",
    "30 07 02 02 01 00 02 01 01, 0100, 01"
  })
  void shortestEncodings(String der, String r, String s) {
    byte[] rs = new byte[64];
    assertEquals(Optional.empty(), parse(SignatureFormat.DER, der.replace(" ", ""), rs), der);
    byte[] expected =
        HEX.parseHex("0".repeat(64 - r.length()) + r + "0".repeat(64 - s.length()) + s);
    assertArrayEquals(expected, rs);
  }

  @Test
  void largestNumbers() {
    byte[] rs = new byte[64];
    String ones = "ff".repeat(32);
    String integer = "022100" + ones;
    assertEquals(Optional.empty(), parse(SignatureFormat.DER, "3046" + integer + integer, rs));
    assertEquals(ones + ones, HEX.formatHex(rs));
  }

  @ParameterizedTest
  @CsvSource({
    "'', no bytes",
    "30, no length",
    "30 00, empty sequence",
    "31 06 02 01 01 02 01 02, a set",
    "30 05 02 01 01 02 01 02, sequence too short",
    "30 07 02 01 01 02 01 02, sequence too long",
    "30 06 02 01 01 02 01 02 00, bytes behind",
    "30 81 06 02 01 01 02 01 02, long form of a short length",
    "30 80 02 01 01 02 01 02 00 00, indefinite length",
    "30 06 03 01 01 02 01 02, r is no integer",
    "30 06 02 01 01 04 01 02, s is no integer",
    "30 05 02 00 02 01 01, r is empty",
    "30 05 02 01 01 02 00, s is empty",
    "30 06 02 01 80 02 01 02, r is negative",
    "30 06 02 01 01 02 01 ff, s is negative",
    "30 07 02 02 00 01 02 01 02, r is padded",
    "30 07 02 01 01 02 02 00 7f, s is padded",
    "30 07 02 02 ff 80 02 01 01, r is padded and negative",
    "30 06 02 02 01 02 01 02, r swallows the tag of s",
    "30 06 02 01 01 02 02 02, s runs out of the sequence",
    "30 06 02 7f 01 02 01 02, r runs out of the bytes",
    "30 06 02 81 01 01 02 01 02, long form of the length of r",
    "30 03 02 01 01, no s",
    "30 09 02 01 01 02 01 02 02 01 03, a third integer",
    "30 08 30 06 02 01 01 02 01 02, a sequence in a sequence"
  })
  void malformed(String der, String why) {
    assertEquals(
        Optional.of(Verdict.MALFORMED_SIGNATURE),
        parse(SignatureFormat.DER, der.replace(" ", ""), new byte[64]),
        why);
  }

  @Test
  void numbersOfMoreThan256Bits() {
    String longer = "0221" + "01" + "00".repeat(32);
    String good = "020101";
    assertEquals(
        Optional.of(Verdict.R_OUT_OF_RANGE),
        parse(SignatureFormat.DER, "3026" + longer + good, new byte[64]));
    assertEquals(
        Optional.of(Verdict.S_OUT_OF_RANGE),
        parse(SignatureFormat.DER, "3026" + good + longer, new byte[64]));
  }

  @Test
  void p1363HasOneLength() {
    byte[] rs = new byte[64];
    String both = "01".repeat(32) + "02".repeat(32);
    assertEquals(Optional.empty(), parse(SignatureFormat.P1363, both, rs));
    assertEquals(both, HEX.formatHex(rs));
    for (String wrong : new String[] {"", "01", both.substring(2), both + "00"}) {
      assertEquals(
          Optional.of(Verdict.MALFORMED_SIGNATURE),
          parse(SignatureFormat.P1363, wrong, new byte[64]),
          wrong);
    }
  }
}
