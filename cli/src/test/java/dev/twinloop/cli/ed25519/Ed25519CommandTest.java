package dev.twinloop.cli.ed25519;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519CommandTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 8032 7.1, test 2. */
  private static final String PUB =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

  private static final String SIG =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  @TempDir Path folder;

  private static Run verify(String rule, String lines) {
    return Run.withInput(lines.getBytes(UTF_8), "ed25519", "verify", "--rule", rule, "-");
  }

  private static String line(String id, String msg, String pub, String sig) {
    return "{\"id\":%s,\"msg\":\"%s\",\"pub\":\"%s\",\"sig\":\"%s\"}\n"
        .formatted(id, msg, pub, sig);
  }

  @Test
  void judgesEachLineInOrderAndEchoesItsId() throws IOException {
    Random random = new Random(3);
    StringBuilder lines = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      byte[] secret = new byte[32];
      byte[] message = new byte[random.nextInt(300)];
      byte[] key = new byte[32];
      byte[] signature = new byte[64];
      random.nextBytes(secret);
      random.nextBytes(message);
      Ed25519.generatePublicKey(secret, 0, key, 0);
      Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
      String id = i % 3 == 0 ? "" + i : i % 3 == 1 ? "\"tx é\"" : "{\"b\": [1, null]}";
      boolean wrong = i % 7 == 0;
      signature[40] ^= (byte) (wrong ? 1 : 0);
      lines.append(line(id, HEX.formatHex(message), HEX.formatHex(key), HEX.formatHex(signature)));
      expected
          .append("{\"id\":")
          .append(id)
          .append(
              wrong
                  ? ",\"valid\":false,\"reason\":\"the signature does not belong to this message and"
                      + " key\"}\n"
                  : ",\"valid\":true}\n");
    }
    Path file = Files.writeString(folder.resolve("s.jsonl"), lines);
    Run run = Run.of("ed25519", "verify", "--rule", "rfc8032", "--verbose", file.toString());
    assertEquals(expected.toString(), run.out());
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("cpu computed 60 of 60"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "rfc8032, true, ",
    "strict, false, the public key is of small order",
    "zip215, true, "
  })
  void rulesDifferWhereTheKeyIsOfSmallOrder(String rule, boolean valid, String reason) {
    // the first case of speccheck: key and R of order 8, S = 0
    String key = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa";
    String sig =
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a" + "00".repeat(32);
    String msg = "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6";
    String expected =
        valid
            ? "{\"id\":1,\"valid\":true}\n"
            : "{\"id\":1,\"valid\":false,\"reason\":\"" + reason + "\"}\n";
    assertEquals(expected, verify(rule, line("1", msg, key, sig)).out());
  }

  @Test
  void whatIsWrongIsSaidInItsPlace() {
    String good = line("0", "72", PUB, SIG);
    assertEquals("{\"id\":0,\"valid\":true}\n", verify("strict", good).out());
    assertEquals(
        "{\"id\":0,\"valid\":true}\n",
        verify("zip215", good.replace("\"msg\":\"", "\"hex\":\"0x")).out());
    String unreduced = SIG.substring(0, 64) + "ff".repeat(32);
    Run run =
        verify(
            "rfc8032",
            line("1", "72", PUB.substring(2), SIG)
                + line("2", "72", PUB, SIG + "00")
                + line("3", "72", PUB, unreduced)
                + line("4", "zz", PUB, SIG)
                + good);
    assertEquals(
        """
        {"id":1,"valid":false,"reason":"the public key is not 32 bytes long"}
        {"id":2,"valid":false,"reason":"the signature is not 64 bytes long"}
        {"id":3,"valid":false,"reason":"S is not below l"}
        {"id":4,"valid":false,"reason":"msg is not hex"}
        {"id":0,"valid":true}
        """,
        run.out());
    assertEquals(0, run.status());
    Run lacking = verify("rfc8032", "{\"id\":9,\"pub\":\"00\",\"sig\":\"00\"}\n" + good);
    assertEquals(1, lacking.status());
    assertTrue(
        lacking
            .out()
            .startsWith(
                "{\"id\":9,\"valid\":false,\"reason\":\"not judged: line 1: msg is missing"));
    assertTrue(lacking.out().endsWith("{\"id\":0,\"valid\":true}\n"), lacking.out());
  }

  @Test
  void aRuleMustBeNamed() {
    Run none = Run.of("ed25519", "verify", "-");
    assertEquals(2, none.status());
    Run unknown = Run.of("ed25519", "verify", "--rule", "loose", "-");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("accepted: rfc8032, strict, zip215"), unknown.err());
  }
}
