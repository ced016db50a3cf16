package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.group.Groups;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Published vectors: Wycheproof, noble-curves, RFC 6979; each with whole and compressed keys. */
final class PublishedSignatures {
  /** Wycheproof's files on secp256k1. The Bitcoin one demands low s. */
  static final Map<String, SignatureFormat> WYCHEPROOF =
      Map.of(
          "ecdsa_secp256k1_sha256_test.json", SignatureFormat.DER,
          "ecdsa_secp256k1_sha256_bitcoin_test.json", SignatureFormat.DER,
          "ecdsa_secp256k1_sha256_p1363_test.json", SignatureFormat.P1363);

  private static final HexFormat HEX = HexFormat.of();

  private final SignedItems whole = new SignedItems(16);
  private final SignedItems compressed = new SignedItems(16);
  private final List<String> names = new ArrayList<>();
  private final List<Boolean> expected = new ArrayList<>();

  private PublishedSignatures() {}

  static PublishedSignatures wycheproof(String file, SignatureFormat format) throws IOException {
    PublishedSignatures vectors = new PublishedSignatures();
    Map<String, Object> all = Json.object(Json.read(Vectors.file("wycheproof/" + file)));
    for (Map<String, Object> group : Json.objects(all, "testGroups")) {
      byte[] key = HEX.parseHex(Json.text(Json.object(group, "publicKey"), "uncompressed"));
      for (Map<String, Object> test : Json.objects(group, "tests")) {
        byte[] message = HEX.parseHex(Json.text(test, "msg"));
        byte[] signature = HEX.parseHex(Json.text(test, "sig"));
        vectors.whole.addMessage(message, key, signature, format);
        vectors.compressed.addMessage(message, Samples.compress(key), signature, format);
        vectors.expect(
            test.get("tcId") + ": " + test.get("comment"), "valid".equals(test.get("result")));
      }
    }
    return vectors.counting(Integer.parseInt(Json.text(all, "numberOfTests")));
  }

  static PublishedSignatures noble() throws IOException {
    PublishedSignatures vectors = new PublishedSignatures();
    Map<String, Object> all = Json.object(Json.read(Vectors.file("noble/secp256k1_ecdsa.json")));
    for (Map<String, Object> test : Json.objects(all, "valid")) {
      BigInteger d = new BigInteger(Json.text(test, "d"), 16);
      vectors.addHash(test, Samples.publicKey(Groups.SECP256K1, d), true);
    }
    for (Map<String, Object> test : Json.objects(Json.object(all, "invalid"), "verify")) {
      vectors.addHash(test, HEX.parseHex(Json.text(test, "Q")), false);
    }
    return vectors;
  }

  static PublishedSignatures rfc6979() throws IOException {
    PublishedSignatures vectors = new PublishedSignatures();
    Map<String, Object> all = Json.object(Json.read(Vectors.file("rfc6979/rfc6979_p256.json")));
    for (Map<String, Object> test : Json.objects(all, "vectors")) {
      byte[] key = new byte[65];
      key[0] = 4;
      Samples.put(number(test, "pub_x"), key, 1);
      Samples.put(number(test, "pub_y"), key, 33);
      byte[] rs = new byte[64];
      Samples.put(number(test, "r"), rs, 0);
      Samples.put(number(test, "s"), rs, 32);
      byte[] message = Json.text(test, "message").getBytes(StandardCharsets.US_ASCII);
      vectors.whole.addMessage(message, key, rs, SignatureFormat.P1363);
      vectors.expect(Json.text(test, "message"), true);
    }
    return vectors;
  }

  /** Items with keys as published. */
  SignedItems whole() {
    return whole;
  }

  /** The same with compressed keys; Wycheproof only. */
  SignedItems compressed() {
    return compressed;
  }

  /** What is not as published. */
  List<String> wrong(Verdicts verdicts) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (verdicts.valid(i) != expected.get(i)) {
        wrong.add(names.get(i) + ": " + verdicts.get(i));
      }
    }
    return counted(names.size(), (int) verdicts.count(), wrong);
  }

  private void addHash(Map<String, Object> test, byte[] key, boolean valid) {
    byte[] hash = HEX.parseHex(Json.text(test, "m"));
    whole.add(hash, key, HEX.parseHex(Json.text(test, "signature")), SignatureFormat.P1363);
    expect(Json.text(test, "description"), valid);
  }

  private void expect(String name, boolean valid) {
    names.add(name);
    expected.add(valid);
  }

  private PublishedSignatures counting(int tests) {
    if (tests != names.size()) {
      throw new AssertionError("tests: expected " + tests + ", read " + names.size());
    }
    return this;
  }

  private static List<String> counted(int items, int verdicts, List<String> wrong) {
    if (items == 0 || items != verdicts) {
      throw new AssertionError("verdicts: " + verdicts + " of " + items);
    }
    return wrong;
  }

  private static BigInteger number(Map<String, Object> test, String name) {
    return new BigInteger(Json.text(test, name).substring(2), 16);
  }
}
