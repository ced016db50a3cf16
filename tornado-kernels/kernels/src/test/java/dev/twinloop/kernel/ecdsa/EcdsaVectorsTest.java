package dev.twinloop.kernel.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.curve.Curve;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published vectors: Wycheproof, noble-curves, RFC 6979. */
class EcdsaVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @CsvSource({
    "ecdsa_secp256k1_sha256_test.json, DER, false",
    "ecdsa_secp256k1_sha256_bitcoin_test.json, DER, true",
    "ecdsa_secp256k1_sha256_p1363_test.json, P1363, false"
  })
  void wycheproof(String file, SignatureFormat format, boolean lowS) throws Exception {
    SignedItems whole = new SignedItems(16);
    SignedItems compressed = new SignedItems(16);
    List<String> names = new ArrayList<>();
    List<Boolean> expected = new ArrayList<>();
    Map<String, Object> all = Json.object(Json.read(Vectors.file("wycheproof/" + file)));
    for (Map<String, Object> group : Json.objects(all, "testGroups")) {
      byte[] key = HEX.parseHex(Json.text(Json.object(group, "publicKey"), "uncompressed"));
      for (Map<String, Object> test : Json.objects(group, "tests")) {
        byte[] message = HEX.parseHex(Json.text(test, "msg"));
        byte[] signature = HEX.parseHex(Json.text(test, "sig"));
        whole.addMessage(message, key, signature, format);
        compressed.addMessage(message, Samples.compress(key), signature, format);
        names.add("%s: %s".formatted(test.get("tcId"), test.get("comment")));
        expected.add("valid".equals(test.get("result")));
      }
    }
    assertEquals(Integer.parseInt(Json.text(all, "numberOfTests")), names.size());
    assertVerdicts(whole.verify(Curve.SECP256K1, lowS), names, expected);
    assertVerdicts(compressed.verify(Curve.SECP256K1, lowS), names, expected);
  }

  @Test
  void noble() throws Exception {
    SignedItems items = new SignedItems(16);
    List<String> names = new ArrayList<>();
    List<Boolean> expected = new ArrayList<>();
    Map<String, Object> all = Json.object(Json.read(Vectors.file("noble/secp256k1_ecdsa.json")));
    for (Map<String, Object> test : Json.objects(all, "valid")) {
      BigInteger d = new BigInteger(Json.text(test, "d"), 16);
      items.add(
          HEX.parseHex(Json.text(test, "m")),
          Samples.publicKey(Curve.SECP256K1, d),
          HEX.parseHex(Json.text(test, "signature")),
          SignatureFormat.P1363);
      names.add(Json.text(test, "description"));
      expected.add(true);
    }
    for (Map<String, Object> test : Json.objects(Json.object(all, "invalid"), "verify")) {
      items.add(
          HEX.parseHex(Json.text(test, "m")),
          HEX.parseHex(Json.text(test, "Q")),
          HEX.parseHex(Json.text(test, "signature")),
          SignatureFormat.P1363);
      names.add(Json.text(test, "description"));
      expected.add(false);
    }
    assertVerdicts(items.verify(Curve.SECP256K1, true), names, expected);
  }

  @Test
  void rfc6979() throws Exception {
    SignedItems items = new SignedItems(2);
    List<String> names = new ArrayList<>();
    Map<String, Object> all = Json.object(Json.read(Vectors.file("rfc6979/rfc6979_p256.json")));
    for (Map<String, Object> test : Json.objects(all, "vectors")) {
      byte[] key = new byte[65];
      key[0] = 4;
      Samples.put(number(test, "pub_x"), key, 1);
      Samples.put(number(test, "pub_y"), key, 33);
      byte[] rs = new byte[64];
      Samples.put(number(test, "r"), rs, 0);
      Samples.put(number(test, "s"), rs, 32);
      byte[] message =
          Json.text(test, "message").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      items.addMessage(message, key, rs, SignatureFormat.P1363);
      names.add(Json.text(test, "message"));
    }
    assertVerdicts(
        items.verify(Curve.P256, false), names, java.util.Collections.nCopies(names.size(), true));
  }

  @Test
  void knownAnswers() {
    int found = 0;
    for (KnownAnswers answers : ServiceLoader.load(KnownAnswers.class)) {
      for (KnownAnswer<?> answer : answers.all()) {
        if (answer.type().equals(EcdsaBatch.TYPE)) {
          assertEquals(Optional.empty(), problem(answer));
          found++;
        }
      }
    }
    assertEquals(2, found);
  }

  private static <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(SequentialRun.run(answer.task(), 256));
  }

  private static BigInteger number(Map<String, Object> test, String name) {
    return new BigInteger(Json.text(test, name).substring(2), 16);
  }

  private static void assertVerdicts(EcdsaBatch task, List<String> names, List<Boolean> expected) {
    Verdicts verdicts = SequentialRun.run(task, 1 << 10);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (verdicts.valid(i) != expected.get(i)) {
        wrong.add(names.get(i) + ": " + verdicts.get(i));
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(names.size(), verdicts.count());
  }
}
