package dev.twinloop.zk.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.zk.Json;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.Zkey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static byte[] json(Object value) {
    return Json.text(value).getBytes(StandardCharsets.UTF_8);
  }

  private static VerifyingKey key(String set) {
    return VerifyingKey.parse("key", Sets.bytes(set + "/verification_key.json"));
  }

  private static Statement statement(String set, VerifyingKey key) {
    return new Statement(
        PublicSignals.parse("public", Sets.bytes(set + "/public.json"), key.curve()),
        Proof.parse("proof", Sets.bytes(set + "/proof.json"), key.curve()));
  }

  @Test
  void everyProofOfTheSetsIsValidHereAndForZwaves() {
    for (String set : Sets.names()) {
      VerifyingKey key = key(set);
      Statement statement = statement(set, key);
      assertEquals(new Verdict.Valid(), Verifier.of(key).verify(statement), set);
      assertTrue(Zwaves.verify(key, statement), set);
    }
  }

  @Test
  void keysProofsAndSignalsAreWrittenByteForByteAsSnarkjsDoes() {
    for (String set : Sets.names()) {
      VerifyingKey key = VerifyingKey.of(Zkey.parse(set, Sets.memory(set + "/circuit.zkey")));
      assertEquals(key(set), key);
      assertEquals(Sets.text(set + "/verification_key.json"), key.toJson() + "\n", set);
      Statement statement = statement(set, key);
      assertEquals(Sets.text(set + "/proof.json"), statement.proof().toJson() + "\n", set);
      assertEquals(
          Sets.text(set + "/public.json"), Proof.publicJson(statement.signals()) + "\n", set);
      byte[] line = statement.proof().toJsonLine().getBytes(StandardCharsets.UTF_8);
      assertEquals(statement.proof(), Proof.parse("line", line, key.curve()));
    }
  }

  @Test
  void everyCaseHasTheExpectedVerdict() {
    List<String> problems = new ArrayList<>();
    for (String line : Sets.text("verify-cases.jsonl").lines().toList()) {
      Map<String, Object> test = Json.object(line);
      String verdict = verdict(test);
      if (!verdict.startsWith(Json.string(test, "expect"))) {
        problems.add(test.get("id") + " " + test.get("why") + ": " + verdict);
      }
      if (Json.string(test, "why").contains("Ethereum")
          && !verdict.contains("this is Ethereum's order")) {
        problems.add(test.get("id") + ": no hint: " + verdict);
      }
    }
    assertEquals(List.of(), problems);
  }

  @SuppressWarnings("unchecked")
  private static String verdict(Map<String, Object> test) {
    try {
      Map<String, Object> keyJson = Json.object(Sets.text(Json.string(test, "key")));
      keyJson.putAll((Map<String, Object>) test.getOrDefault("keyPatch", Map.of()));
      VerifyingKey key = VerifyingKey.parse("key", json(keyJson));
      Statement statement = statement(key, test);
      Verifier verifier = Verifier.of(key);
      Verdict verdict = verifier.verify(statement);
      AwaitedProof awaited = verifier.await(statement.signals());
      awaited.take(statement.proof().a(), statement.proof().c());
      assertEquals(verdict, awaited.verdict(statement.proof()));
      return switch (verdict) {
        case Verdict.Valid _ -> "valid";
        case Verdict.Invalid _ -> "invalid";
        case Verdict.Refused refused -> "refused: " + refused.why();
      };
    } catch (FormatException e) {
      return "refused: " + e.getMessage();
    }
  }

  @Test
  void aBatchNamesTheWrongOnes() {
    for (String set : List.of("bn254/multiplier", "bls12381/multiplier")) {
      VerifyingKey key = key(set);
      List<Statement> statements = new ArrayList<>();
      List<Verdict> expected = new ArrayList<>();
      for (String line : Sets.text(set + "/batch64.jsonl").lines().toList()) {
        Map<String, Object> test = Json.object(line);
        statements.add(
            new Statement(
                PublicSignals.parse("public", json(Json.get(test, "public")), key.curve()),
                Proof.parse("proof", json(Json.get(test, "proof")), key.curve())));
        expected.add(
            Json.string(test, "valid").equals("true")
                ? new Verdict.Valid()
                : new Verdict.Invalid());
      }
      assertEquals(3, expected.stream().filter(verdict -> !verdict.valid()).count());
      assertEquals(expected, Verifier.of(key).verify(statements), set);
    }
  }

  @Test
  void aBatchOfManyWrongAndRefusedOnes() {
    VerifyingKey key = key("bn254/mimc");
    Statement good = statement("bn254/mimc", key);
    BigInteger x = good.signals().getFirst();
    Statement wrong = new Statement(List.of(x.add(BigInteger.ONE)), good.proof());
    Statement alias = new Statement(List.of(x.add(key.curve().order())), good.proof());
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      statements.add(i % 7 == 0 ? alias : i % 2 == 0 ? wrong : good);
    }
    Map<String, Integer> counts = new TreeMap<>();
    List<Verdict> verdicts = Verifier.of(key).verify(statements);
    for (int i = 0; i < 300; i++) {
      Class<?> expected =
          i % 7 == 0
              ? Verdict.Refused.class
              : i % 2 == 0 ? Verdict.Invalid.class : Verdict.Valid.class;
      assertEquals(expected, verdicts.get(i).getClass(), "number " + i);
      counts.merge(verdicts.get(i).getClass().getSimpleName(), 1, Integer::sum);
    }
    assertEquals(3, counts.size(), counts.toString());
    assertEquals(List.of(), Verifier.of(key).verify(List.of()));
  }

  /** Whether B is in its group is seen on the way: those outside have no part in the equation. */
  @Test
  void aBatchTellsEachProofWhoseBIsOutsideItsGroup() {
    for (String set : List.of("bn254/multiplier", "bls12381/multiplier")) {
      VerifyingKey key = key(set);
      List<Statement> outside =
          Sets.text("verify-cases.jsonl")
              .lines()
              .map(Json::object)
              .filter(test -> Json.string(test, "key").startsWith(set))
              .filter(test -> Json.string(test, "why").matches("B .*subgroup"))
              .map(test -> statement(key, test))
              .toList();
      assertEquals(2, outside.size(), set);
      Statement good = statement(set, key);
      Statement wrong = new Statement(List.of(BigInteger.TWO), good.proof());
      for (int wrongOnes : new int[] {0, 1}) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          statements.add(i % 10 == 3 ? outside.get(i / 10 % 2) : good);
        }
        for (int i = 0; i < wrongOnes; i++) {
          statements.set(20, wrong);
        }
        Verifier verifier = Verifier.of(key);
        List<Verdict> each = statements.stream().map(verifier::verify).toList();
        assertEquals(each, verifier.verify(statements), set);
        assertEquals(4, each.stream().filter(Verdict.Refused.class::isInstance).count());
        assertEquals(wrongOnes, each.stream().filter(Verdict.Invalid.class::isInstance).count());
      }
    }
  }

  private static Statement statement(VerifyingKey key, Map<String, Object> test) {
    return new Statement(
        PublicSignals.parse("public", json(Json.get(test, "public")), key.curve()),
        Proof.parse("proof", json(Json.get(test, "proof")), key.curve()));
  }

  @Test
  void refusalsNameTheValueAndThePlace() {
    VerifyingKey key = key("bn254/multiplier");
    Map<String, Object> proof = Json.object(Sets.text("bn254/multiplier/proof.json"));
    proof.put("pi_c", List.of("7".repeat(500), "1", "1"));
    assertRefused(
        "proof: /pi_c/0: value=777", () -> Proof.parse("proof", json(proof), key.curve()));
    assertRefused(
        "public: /0: value=\"033\"",
        () ->
            PublicSignals.parse(
                "public", "[\"033\"]".getBytes(StandardCharsets.UTF_8), key.curve()));
    assertRefused(
        "public: byte ",
        () ->
            PublicSignals.parse("public", "[\"33\"".getBytes(StandardCharsets.UTF_8), key.curve()));
    assertRefused(
        "public: /: more after the value",
        () -> PublicSignals.parse("public", "[] []".getBytes(StandardCharsets.UTF_8), key.curve()));
    assertEquals(
        List.of(),
        PublicSignals.parse("public", "null".getBytes(StandardCharsets.UTF_8), key.curve()));
    assertEquals(
        List.of(BigInteger.valueOf(33)),
        PublicSignals.parse("public", "[33]".getBytes(StandardCharsets.UTF_8), key.curve()));
  }

  private static void assertRefused(String start, Runnable parse) {
    FormatException e =
        org.junit.jupiter.api.Assertions.assertThrows(FormatException.class, parse::run);
    assertTrue(String.valueOf(e.getMessage()).startsWith(start), e.getMessage());
  }
}
