package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Naive transforms that were computed elsewhere. */
class NttVectorsTest {
  @Test
  void everyVector() throws IOException {
    var file = Vectors.file("ntt/ntt_naive_bn254_bls12_381.json");
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    for (Map<String, Object> vector : Json.objects(Json.object(Json.read(file)), "cases")) {
      String name = Json.text(vector, "field");
      Field field = name.startsWith("bn254") ? Fields.BN254_SCALAR : Fields.BLS12_381_SCALAR;
      int logSize = Integer.parseInt(Json.text(vector, "log_n"));
      assertEquals(number(Json.text(vector, "omega")), field.rootOfUnity(logSize), name);
      Transform forward = Transform.forward(field, logSize);
      Ntt task = Ntt.of(forward, Elements.of(numbers(vector, "input")));
      List<BigInteger> values = NaiveDft.list(SequentialRun.run(task, forward.size()));
      if (!values.equals(numbers(vector, "ntt"))) {
        wrong.add(name + " 2^" + logSize);
      }
      Ntt back = Ntt.of(Transform.inverse(field, logSize), Elements.of(values));
      assertEquals(
          numbers(vector, "input"), NaiveDft.list(SequentialRun.run(back, forward.size())));
      cases++;
    }
    assertEquals(List.of(), wrong);
    assertEquals(16, cases);
  }

  /** Of fields that have no published vectors: ntt_known.json says how its numbers came about. */
  @Test
  void everyDigestComputedElsewhere() throws Exception {
    var file = Objects.requireNonNull(NttVectorsTest.class.getResource("ntt_known.json"));
    for (Map<String, Object> known :
        Json.objects(Json.object(Json.read(Path.of(file.toURI()))), "cases")) {
      String name = Json.text(known, "field");
      Field field = Field.valueOf(name);
      int logSize = Integer.parseInt(Json.text(known, "log_n"));
      assertEquals(number(Json.text(known, "omega")), field.rootOfUnity(logSize), name);
      List<BigInteger> input = new ArrayList<>();
      for (int i = 0; i < 1 << logSize; i++) {
        byte[] digest = sha256("ntt:%s:%d".formatted(name, i).getBytes(US_ASCII));
        input.add(new BigInteger(1, digest).mod(field.modulus()));
      }
      Ntt task = Ntt.of(Transform.forward(field, logSize), Elements.of(input));
      Elements output = SequentialRun.run(task, input.size());
      assertEquals(
          Json.text(known, "sha256"),
          HexFormat.of().formatHex(sha256(output.segment().toArray(JAVA_BYTE))),
          name + " 2^" + logSize);
    }
  }

  private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static List<BigInteger> numbers(Map<String, Object> vector, String name) {
    return ((List<?>) vector.getOrDefault(name, List.of()))
        .stream().map(text -> number((String) text)).toList();
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex.substring(2), 16);
  }
}
