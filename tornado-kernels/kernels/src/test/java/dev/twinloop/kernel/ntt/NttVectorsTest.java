package dev.twinloop.kernel.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static List<BigInteger> numbers(Map<String, Object> vector, String name) {
    return ((List<?>) vector.getOrDefault(name, List.of()))
        .stream().map(text -> number((String) text)).toList();
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex.substring(2), 16);
  }
}
