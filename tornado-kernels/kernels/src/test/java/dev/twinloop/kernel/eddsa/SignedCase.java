package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A signature of a test. */
final class SignedCase {
  private static final HexFormat HEX = HexFormat.of();

  private final String name;
  private final byte[] key;
  private final byte[] message;
  private final byte[] signature;

  /** A signature, and where it comes from. */
  SignedCase(String name, byte[] key, byte[] message, byte[] signature) {
    this.name = name;
    this.key = key;
    this.message = message;
    this.signature = signature;
  }

  String name() {
    return name;
  }

  byte[] key() {
    return key;
  }

  byte[] message() {
    return message;
  }

  byte[] signature() {
    return signature;
  }

  /** All of a rule's cases as one task. */
  static Ed25519Batch batch(List<SignedCase> cases, Rule rule) {
    return Ed25519Batch.of(
        cases.stream().map(SignedCase::key).toList(),
        cases.stream().map(SignedCase::message).toList(),
        cases.stream().map(SignedCase::signature).toList(),
        rule);
  }

  private static SignedCase of(String name, String key, String message, String signature) {
    return new SignedCase(name, HEX.parseHex(key), HEX.parseHex(message), HEX.parseHex(signature));
  }

  /** C2SP/wycheproof; the name ends in what is expected. */
  static List<SignedCase> wycheproof() throws IOException {
    List<SignedCase> cases = new ArrayList<>();
    Map<String, Object> all =
        Json.object(Json.read(Vectors.file("ringct/ed25519/wycheproof-ed25519_test.json")));
    for (Map<String, Object> group : Json.objects(all, "testGroups")) {
      String key = Json.text(Json.object(group, "publicKey"), "pk");
      for (Map<String, Object> test : Json.objects(group, "tests")) {
        cases.add(
            of(
                "wycheproof " + Json.text(test, "tcId") + " " + Json.text(test, "result"),
                key,
                Json.text(test, "msg"),
                Json.text(test, "sig")));
      }
    }
    return cases;
  }

  /** Twelve edges of "Taming the many EdDSAs", in their order. */
  static List<SignedCase> speccheck(String file) throws IOException {
    List<SignedCase> cases = new ArrayList<>();
    for (Object each : (List<?>) Json.read(Vectors.file("ringct/ed25519/" + file))) {
      Map<String, Object> test = Json.object(each);
      cases.add(
          of(
              "speccheck " + cases.size(),
              Json.text(test, "pub_key"),
              Json.text(test, "message"),
              Json.text(test, "signature")));
    }
    return cases;
  }

  /** 196 pairs of small order. */
  static List<SignedCase> zip215() throws IOException {
    List<SignedCase> cases = new ArrayList<>();
    for (Object each : (List<?>) Json.read(Vectors.file("ringct/ed25519/zip215.json"))) {
      Map<String, Object> test = Json.object(each);
      cases.add(
          of(
              "zip215 " + cases.size(),
              Json.text(test, "vk_bytes"),
              HEX.formatHex("Zcash".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
              Json.text(test, "sig_bytes")));
    }
    return cases;
  }

  /** Bernstein's sign.input: messages of 0 to 199 bytes. */
  static List<SignedCase> signInput() throws IOException {
    List<SignedCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(Vectors.file("ringct/ed25519/sign.input-first200.txt"))) {
      String[] words = line.split(":", -1);
      cases.add(of("sign.input " + cases.size(), words[1], words[2], words[3].substring(0, 128)));
    }
    return cases;
  }

  /** A good signature of a random message. */
  static SignedCase random(Random random, int length) {
    byte[] secret = new byte[32];
    byte[] message = new byte[length];
    random.nextBytes(secret);
    random.nextBytes(message);
    byte[] key = new byte[32];
    byte[] signature = new byte[64];
    Ed25519.generatePublicKey(secret, 0, key, 0);
    Ed25519.sign(secret, 0, message, 0, length, signature, 0);
    return new SignedCase("random of " + length + " bytes", key, message, signature);
  }
}
