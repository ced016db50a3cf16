package dev.twinloop.cli.ecdsa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import dev.twinloop.cli.io.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcdsaCommandTest {
  private static final String WRONG =
      ",\"valid\":false,\"reason\":\"the signature does not belong to this hash and key\"}\n";

  @TempDir Path folder;

  private static Run verify(String lines, String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "ecdsa";
    args[1] = "verify";
    System.arraycopy(more, 0, args, 2, more.length);
    args[args.length - 1] = "-";
    return Run.withInput(lines.getBytes(UTF_8), args);
  }

  @ParameterizedTest
  @CsvSource({"secp256k1, secp256k1", "secp256r1, p256"})
  void judgesEachLineInOrderAndEchoesItsId(String name, String curve) throws IOException {
    Random random = new Random(3);
    StringBuilder lines = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      SignedLine line = SignedLine.of(name, random);
      String id = i % 3 == 0 ? "" + i : i % 3 == 1 ? "\"tx \\u0041 é\"" : "{\"b\": [1, null]}";
      boolean wrong = i % 7 == 0;
      SignedLine sent = wrong ? line.wrong() : line;
      lines.append(i % 2 == 0 ? sent.der(id) : sent.p1363(id)).append(i % 5 == 0 ? "\r\n" : "\n");
      expected.append("{\"id\":").append(id).append(wrong ? WRONG : ",\"valid\":true}\n");
    }
    Path file = Files.writeString(folder.resolve("s.jsonl"), lines);
    Run run = Run.of("ecdsa", "verify", "--curve", curve, "--verbose", file.toString());
    assertEquals(expected.toString(), run.out());
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("cpu computed 60 of 60"), run.err());
    Run piped = verify(lines.substring(0, lines.length() - 1), "--curve", curve);
    assertEquals(expected.toString(), piped.out());
    assertEquals("", piped.err());
  }

  @Test
  void refusesHighSOnlyWhenAsked() throws IOException {
    String line = SignedLine.of("secp256k1", new byte[32], new Random(5), false).der(1);
    assertEquals("{\"id\":1,\"valid\":true}\n", verify(line, "--curve", "secp256k1").out());
    assertEquals(
        "{\"id\":1,\"valid\":false,\"reason\":\"s is above n/2\"}\n",
        verify(line, "--curve", "secp256k1", "--low-s").out());
  }

  @Test
  void hashesMessages() throws IOException, GeneralSecurityException {
    byte[] message = "message".getBytes(UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(message);
    SignedLine signed = SignedLine.of("secp256k1", hash, new Random(6), true);
    String line =
        signed
            .der("\"m\"")
            .replace(
                "\"hash\":\"" + signed.hash(), "\"msg\":\"" + HexFormat.of().formatHex(message));
    assertEquals("{\"id\":\"m\",\"valid\":true}\n", verify(line, "--curve", "secp256k1").out());
  }

  @Test
  void malformedItemsAreInvalidAndTheRestIsJudged() throws IOException {
    SignedLine good = SignedLine.of("secp256k1", new Random(7));
    String line = good.der(1);
    String lines =
        String.join(
            "\n",
            line,
            line.replace(good.der(), "30"),
            line.replace(good.der(), "zz"),
            line.replace(good.hash(), "00"),
            line.replace(good.hash(), "abc"),
            line.replace(good.pub(), "05" + good.pub().substring(2)),
            line);
    Run run = verify(lines, "--curve", "secp256k1");
    String invalid = "{\"id\":1,\"valid\":false,\"reason\":\"";
    assertEquals(
        "{\"id\":1,\"valid\":true}\n"
            + invalid
            + "the signature is not in its format\"}\n"
            + invalid
            + "sig is not hex\"}\n"
            + invalid
            + "the hash is not 32 bytes long\"}\n"
            + invalid
            + "hash is not hex\"}\n"
            + invalid
            + "the public key is not a SEC 1 point of this curve\"}\n"
            + "{\"id\":1,\"valid\":true}\n",
        run.out());
    assertEquals(0, run.status());
  }

  @Test
  void linesThatCannotBeJudgedKeepTheirPlace() throws IOException {
    String line = SignedLine.of("secp256k1", new Random(8)).der(9);
    String lines =
        String.join(
            "\n",
            line,
            "nonsense",
            "",
            "{}{}",
            line.replace("\"pub\"", "\"key\""),
            line.replace("\"id\":9,", ""),
            line.replace("\"sig\"", "\"msg\":\"00\",\"sig\""),
            line.replace("}", ",\"format\":\"raw\"}"),
            line.replace("}", ",\"id\":10}"),
            line.replaceAll("\"sig\":\"[0-9a-f]*\"", "\"sig\":7"),
            line);
    Run run = verify(lines, "--curve", "secp256k1");
    String[] out = run.out().split("\n", -1);
    assertEquals(11, out.length);
    String refused = ",\"valid\":false,\"reason\":\"not judged: line ";
    assertEquals("{\"id\":9,\"valid\":true}", out[0]);
    assertTrue(out[1].startsWith("{\"id\":null" + refused + "2: not JSON: column 1"), out[1]);
    assertTrue(
        out[2].startsWith("{\"id\":null" + refused + "4: column 3: expected nothing"), out[2]);
    assertEquals("{\"id\":9" + refused + "5: pub is missing\"}", out[3]);
    assertEquals("{\"id\":null" + refused + "6: id is missing\"}", out[4]);
    assertEquals("{\"id\":9" + refused + "7: hash and msg exclude each other\"}", out[5]);
    assertEquals(
        "{\"id\":9" + refused + "8: format: name=\\\"raw\\\", accepted: der, p1363\"}", out[6]);
    assertTrue(out[7].contains("9: the name \\\"id\\\" comes twice"), out[7]);
    assertEquals("{\"id\":9" + refused + "10: sig is not a string\"}", out[8]);
    assertEquals("{\"id\":9,\"valid\":true}", out[9]);
    assertEquals(1, run.status());
    assertTrue(run.err().contains("twinloop: -: line 5: pub is missing\n"), run.err());
  }

  /** Each was once an answer of its own, or spoilt its line. */
  @Test
  void byteOrderMarksAndBlankLinesArePassedOver() throws IOException {
    String line = SignedLine.of("secp256k1", new Random(12)).der(1);
    String escaped = line.replace("{", "{\"\\u006eote\":\"\\u0031\",").replace(":1,", ":2,");
    String lines = "\uFEFF" + line + "\n\n \t\r\n" + escaped + "\r\n\r\n";
    Run run = verify(lines, "--curve", "secp256k1");
    assertEquals("{\"id\":1,\"valid\":true}\n{\"id\":2,\"valid\":true}\n", run.out());
    assertEquals(0, run.status(), run.err());
    Run second = verify(line + "\n\uFEFF" + line, "--curve", "secp256k1");
    assertEquals(1, second.status());
    assertTrue(second.out().contains("not judged: line 2: not JSON"), second.out());
    assertEquals(new Run(0, "", ""), verify("\uFEFF", "--curve", "p256"));
    assertEquals(new Run(0, "", ""), verify("\uFEFF \n\n", "--curve", "p256"));
  }

  @Test
  void hexMayHaveItsPrefix() throws IOException {
    SignedLine signed = SignedLine.of("secp256k1", new Random(13));
    String line = signed.der(1).replaceAll("\"([0-9a-f]{60,})\"", "\"0x$1\"");
    assertEquals("{\"id\":1,\"valid\":true}\n", verify(line, "--curve", "secp256k1").out());
  }

  /** 100 MB of messages in one file; both batches of them together stay at 64 MiB. */
  @Test
  void batchesAreCutByTheirBytes() throws IOException {
    SignedLine signed = SignedLine.of("secp256k1", new Random(14));
    String line =
        signed.der("7").replace("hash\":\"" + signed.hash(), "msg\":\"" + "ab".repeat(1 << 20));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append(line).append('\n');
    }
    Run run = verify(lines.toString(), "--curve", "secp256k1", "--verbose");
    assertEquals(("{\"id\":7" + WRONG).repeat(40), run.out());
    assertTrue(run.err().contains("cpu computed 40 of 40"), run.err());
  }

  @Test
  void manyLinesThatCannotBeJudgedAreSummedUp() {
    Run run = verify("x\n".repeat(70_000), "--curve", "p256");
    assertEquals(1, run.status());
    assertEquals(70_000, run.out().lines().count());
    assertEquals(21, run.err().lines().count());
    assertTrue(run.err().endsWith("-: 70000 lines in all could not be judged\n"), run.err());
  }

  @Test
  void aLineThatIsTooLongIsPassed() throws IOException {
    String line = SignedLine.of("secp256k1", new Random(9)).der(1);
    String lines = line + "\n" + "[".repeat(LineReader.MAX_BYTES + 5) + "\n" + line + "\n";
    Run run = verify(lines, "--curve", "secp256k1");
    assertEquals(3, run.out().lines().count());
    assertTrue(run.out().endsWith("{\"id\":1,\"valid\":true}\n"), run.out());
    assertTrue(run.err().contains("line 2: the line is longer than 4194304 bytes"), run.err());
    assertEquals(1, run.status());
  }

  @Test
  void theLongestLineIsAccepted() throws IOException {
    String line = SignedLine.of("secp256k1", new Random(9)).der(1);
    String longest = line + " ".repeat(LineReader.MAX_BYTES - line.length());
    Run run = verify(longest + "\n" + longest + " \n" + longest, "--curve", "secp256k1");
    assertEquals(3, run.out().lines().count());
    assertEquals(2, run.out().split("\"valid\":true", -1).length - 1);
    assertTrue(run.err().contains("line 2: the line is longer than 4194304 bytes"), run.err());
  }

  @Test
  void nothingInNothingOut() {
    Run run = verify("", "--curve", "p256");
    assertEquals(new Run(0, "", ""), run);
  }

  @Test
  void recoversKeysAndAddresses() throws IOException {
    Random random = new Random(11);
    SignedLine signed = SignedLine.of("secp256k1", random);
    String parts =
        "{\"id\":1,\"hash\":\"%s\",\"r\":\"%s\",\"s\":\"%s\",\"v\":%d}\n"
            .formatted(signed.hash(), signed.r(), signed.s(), 27);
    String whole =
        "{\"id\":2,\"hash\":\"%s\",\"sig\":\"%s%s1c\"}\n"
            .formatted(signed.hash(), signed.r(), signed.s());
    String wrong = parts.replace(":27", ":29") + parts.replace(":27", ":270") + "{\"id\":3}\n";
    Run run = Run.withInput((parts + whole + wrong).getBytes(UTF_8), "ecdsa", "recover", "-");
    String[] out = run.out().split("\n", -1);
    String x = signed.pub().substring(2, 66);
    assertTrue(out[0].contains("\"pub\":\"04" + x) || out[1].contains("\"pub\":\"04" + x), out[0]);
    assertTrue(out[0].matches("\\{\"id\":1,\"pub\":\"04[0-9a-f]{128}\",\"address\":\"0x.{40}\"}"));
    assertEquals("{\"id\":1,\"reason\":\"v is not 0 to 3, 27 or 28\"}", out[2]);
    assertEquals(out[2], out[3]);
    assertTrue(out[4].startsWith("{\"id\":3,\"reason\":\"not judged: line 5: "), out[4]);
    assertEquals(1, run.status());
  }

  /** 2^64 was once "not a whole number", and 256 was judged. */
  @Test
  void everyWholeNumberIsAnIdThatIsJudged() throws IOException {
    SignedLine signed = SignedLine.of("secp256k1", new Random(15));
    StringBuilder lines = new StringBuilder();
    String[] outside = {
      "4",
      "26",
      "29",
      "255",
      "256",
      "65536",
      "-1",
      "-100",
      "4294967323",
      "18446744073709551616",
      "18446744073709551643",
      "9".repeat(1000)
    };
    for (String v : outside) {
      lines.append(
          "{\"id\":1,\"hash\":\"%s\",\"r\":\"%s\",\"s\":\"%s\",\"v\":%s}\n"
              .formatted(signed.hash(), signed.r(), signed.s(), v));
    }
    Run run = Run.withInput(lines.toString().getBytes(UTF_8), "ecdsa", "recover", "-");
    String answer = "{\"id\":1,\"reason\":\"v is not 0 to 3, 27 or 28\"}\n";
    assertEquals(answer.repeat(outside.length), run.out());
    assertEquals(new Run(0, run.out(), ""), run);
    for (String v : new String[] {"27.0", "2.7e1", "\"27\"", "\"0x1b\"", "null", "[27]"}) {
      String line =
          "{\"id\":1,\"hash\":\"%s\",\"r\":\"%s\",\"s\":\"%s\",\"v\":%s}\n"
              .formatted(signed.hash(), signed.r(), signed.s(), v);
      Run refused = Run.withInput(line.getBytes(UTF_8), "ecdsa", "recover", "-");
      assertEquals(1, refused.status());
      assertTrue(
          refused.out().contains("v is not a whole number, accepted: a JSON"), refused.out());
    }
  }

  /** Ethereum's JSON writes numbers without leading zeros. */
  @Test
  void numbersMayHaveAnyNumberOfDigits() {
    String line =
        """
        {"id":0,"hash":"0x18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c","v":28,\
        "r":"0x73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f",\
        "s":"0X00eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549"}
        """;
    Run run = Run.withInput(line.getBytes(UTF_8), "ecdsa", "recover", "-");
    assertTrue(run.out().contains("s is longer than 32 bytes"), run.out());
    run = Run.withInput(line.replace("0X00", "0X").getBytes(UTF_8), "ecdsa", "recover", "-");
    assertTrue(run.out().contains("0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"), run.out());
    String odd =
        "{\"id\":1,\"hash\":\"" + "01".repeat(32) + "\",\"r\":\"0x1\",\"s\":\"1\",\"v\":0}";
    String even = odd.replace("0x1", "01").replace("\"1\"", "\"0001\"");
    String first = Run.withInput(odd.getBytes(UTF_8), "ecdsa", "recover", "-").out();
    assertEquals(first, Run.withInput(even.getBytes(UTF_8), "ecdsa", "recover", "-").out());
    assertTrue(first.contains("address") || first.contains("no point"), first);
  }

  @Test
  void recoversEthereumsOwnExample() { // go-ethereum's first test of the ecrecover precompile
    String line =
        """
        {"id":0,"hash":"18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c","v":28,\
        "r":"73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f",\
        "s":"eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549"}
        """;
    Run run = Run.withInput(line.getBytes(UTF_8), "ecdsa", "recover", "-");
    assertTrue(
        run.out().contains("\"address\":\"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b\""),
        run.out());
    assertEquals(0, run.status());
  }

  @Test
  void needsACurveAndASubcommand() {
    assertEquals(2, verify("").status());
    assertEquals(2, Run.of("ecdsa").status());
    Run run = verify("", "--curve", "p-256");
    assertTrue(run.err().contains("name=p-256, accepted: secp256k1, p256"), run.err());
    assertTrue(run.err().contains("Try 'twinloop help ecdsa verify'"), run.err());
    assertEquals(1, Run.of("ecdsa", "verify", "--curve", "p256", "/none").status());
  }
}
