package dev.twinloop.cli.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PrecompileTest {
  private static final Point G = Groups.BN254.generator();
  private static final Point H = Groups.BLS12_381.generator();

  private static String hex(BigInteger value, int bytes) {
    return ("%0" + 2 * bytes + "x").formatted(value);
  }

  private static String point(Point point) {
    int bytes = point.group() == Groups.BN254 ? 32 : 64;
    return hex(point.x().number(), bytes) + hex(point.y().number(), bytes);
  }

  private static Run call(byte[] input, String group, String... more) {
    List<String> args = new ArrayList<>(List.of("msm", "--curve", group, "--eip", "-"));
    args.addAll(List.of(more));
    return Run.withInput(input, args.toArray(String[]::new));
  }

  private static Run call(String hex, String group, String... more) {
    return call(hex.getBytes(StandardCharsets.US_ASCII), group, more);
  }

  private static void assertRefused(String reason, Run run) {
    assertEquals("", run.out());
    assertTrue(run.err().contains(reason), run.err());
    assertEquals(1, run.status());
  }

  @Test
  void rawWhiteSpaceIsNoEmptyInput() {
    for (byte space : new byte[] {' ', '\t', '\n', '\r', '\f'}) {
      byte[] raw = new byte[128];
      Arrays.fill(raw, space);
      if (space == '\n' || space == '\r') {
        raw[127] = 'x'; // line ends alone are hex without digits
      }
      String what = "point 0 of bn254: " + "%02x".formatted(space).repeat(32);
      assertRefused(what, call(raw, "bn254", "--eip-op", "add"));
      assertRefused(what, call(raw, "bn254", "--eip-op", "add", "--eip-format", "raw"));
    }
  }

  @Test
  void hexMayHave0XAndLineEnds() {
    String hex = point(G) + point(G);
    String sum = point(G.plus(G)) + "\n";
    for (String text :
        List.of(
            "0X" + hex,
            "0x" + hex.toUpperCase(Locale.ROOT) + "\r\n",
            hex.replaceAll("(.{64})", "$1\n"),
            "0x" + hex.replaceAll("(.{64})", "$1\r\n") + "\n\n")) {
      assertEquals(new Run(0, sum, ""), call(text, "bn254"), text);
    }
    assertRefused("255 hex digits, accepted: an even number", call(hex.substring(1), "bn254"));
  }

  @Test
  void bn254Add() {
    Point twice = G.plus(G);
    // published with EIP-196
    assertTrue(point(twice).startsWith("030644e72e131a029b85045b68181585d97816a916871ca8d3c208c1"));
    String input = point(G) + point(G);
    assertEquals(point(twice) + "\n", call(input, "bn254").out());
    assertEquals(point(twice) + "\n", call("0x" + input + "\n", "bn254").out());
    assertEquals(point(twice) + "\n", call(HexFormat.of().parseHex(input), "bn254").out());
    assertEquals("0".repeat(128) + "\n", call(point(G) + point(G.negated()), "bn254").out());
    // short input is extended with zeros, long input cut
    assertEquals(point(G) + "\n", call(point(G), "bn254", "--eip-op", "add").out());
    assertEquals("0".repeat(128) + "\n", call("", "bn254", "--eip-op", "add").out());
    assertEquals(point(twice) + "\n", call(input + "ff", "bn254", "--eip-op", "add").out());
  }

  @Test
  void bn254Mul() {
    for (BigInteger scalar :
        List.of(
            BigInteger.ZERO,
            BigInteger.TEN,
            Groups.BN254.order(),
            BigInteger.TWO.pow(256).subtract(BigInteger.ONE))) {
      assertEquals(
          point(G.multiple(scalar)) + "\n",
          call(point(G) + hex(scalar, 32), "bn254").out(),
          "scalar " + scalar);
    }
    String cut = point(G) + "02"; // as 2 * 2^248
    assertEquals(
        point(G.multiple(BigInteger.TWO.pow(249))) + "\n",
        call(cut, "bn254", "--eip-op", "mul").out());
  }

  @Test
  void bn254Refuses() {
    Point off = Groups.BN254.point(BigInteger.ONE, BigInteger.ONE);
    assertRefused("point 0 of bn254", call(point(off) + point(G), "bn254"));
    assertRefused("point 1 of bn254", call(point(G) + point(off), "bn254"));
    String tooLarge = hex(Groups.BN254.field().modulus(), 32) + hex(BigInteger.TWO, 32);
    assertRefused("point 0: x=0x30644e72", call(tooLarge + point(G), "bn254"));
    assertRefused("64 bytes, accepted on bn254: 128 (add) or 96", call(point(G), "bn254"));
    assertRefused("operation msm", call(point(G), "bn254", "--eip-op", "msm"));
    assertRefused("3 hex digits, accepted: an even number", call("123", "bn254"));
  }

  @Test
  void bls12Msm() {
    StringBuilder input = new StringBuilder();
    Point sum = Groups.BLS12_381.infinity();
    for (int i = 1; i <= 5; i++) {
      BigInteger scalar = BigInteger.TWO.pow(256).subtract(BigInteger.valueOf(i));
      Point base = i == 3 ? Groups.BLS12_381.infinity() : H.multiple(BigInteger.valueOf(i));
      input.append(point(base)).append(hex(scalar, 32));
      sum = sum.plus(base.multiple(scalar));
      assertEquals(point(sum) + "\n", call(input.toString(), "bls12-381").out(), i + " pairs");
    }
  }

  @Test
  void bls12AddTakesPointsOutsideTheSubgroup() {
    Point outside = Groups.BLS12_381.point(BigInteger.ZERO, BigInteger.TWO);
    String input = point(H) + point(outside);
    assertEquals(point(H.plus(outside)) + "\n", call(input, "bls12-381").out());
    assertEquals(
        point(H.plus(H)) + "\n", call(point(H) + point(H), "bls12-381", "--eip-op", "add").out());
    String pair = point(outside) + hex(BigInteger.ONE, 32);
    assertRefused("not in the subgroup", call(pair, "bls12-381"));
  }

  @Test
  void bls12Refuses() {
    String pair = point(H) + hex(BigInteger.ONE, 32);
    assertRefused("0 bytes, accepted on bls12-381", call("", "bls12-381"));
    assertRefused("159 bytes, accepted on bls12-381", call(pair.substring(2), "bls12-381"));
    assertRefused("160 bytes", call(pair, "bls12-381", "--eip-op", "add"));
    assertRefused("operation mul", call(pair, "bls12-381", "--eip-op", "mul"));
    assertRefused("point 0: x: byte 0 is not zero", call("01" + pair.substring(2), "bls12-381"));
    assertRefused(
        "point 1: y: byte 15 is not zero",
        call(pair + pair.substring(0, 158) + "01" + pair.substring(160), "bls12-381"));
    Point off = Groups.BLS12_381.point(BigInteger.ONE, BigInteger.ONE);
    assertRefused("point 1: 0", call(point(H) + point(off), "bls12-381"));
    String tooLarge = hex(Groups.BLS12_381.field().modulus(), 64) + pair.substring(128);
    assertRefused("point 0: x=0x1a0111ea", call(tooLarge, "bls12-381"));
  }
}
