package dev.twinloop.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lines about rings and transactions that are nearly right. Nothing in them is ever valid, and
 * hardly anything is computed: what is tried is how they are read.
 */
class RingFuzzTest {
  private static final long SEED = 20261129;
  private static final int FEW = 120;
  private static final String POINT = "\"" + "58" + "66".repeat(31) + "\"";
  private static final String ZERO = "\"" + "00".repeat(32) + "\"";

  private static final List<byte[]> SIGNATURES =
      Stream.of(
              "{\"id\":1,\"message\":%1$s,\"ring\":[[%1$s,%1$s],[%1$s,%1$s]],\"pseudoOut\":%1$s,\"keyImage\":%2$s,\"c1\":%2$s,\"D\":%1$s,\"s\":[%2$s,%2$s]}\n",
              "{\"id\":[2],\"message\":%1$s,\"ring\":[{\"key\":%1$s,\"mask\":%1$s}],\"pseudoOut\":%1$s,\"keyImage\":%2$s,\"c1\":%2$s,\"D\":%2$s,\"s\":[%2$s]}\r\n\n",
              "{\"id\":3,\"ring\":[],\"s\":[]}")
          .map(text -> text.formatted(POINT, ZERO).getBytes(UTF_8))
          .toList();

  private static final List<byte[]> TRANSACTIONS =
      Stream.of(
              "{\"id\":1,\"tx\":\"02000102000105" + "00".repeat(300) + "\",\"rings\":[[%1$s]]}\n",
              "{\"id\":2,\"hex\":\"02000102000105"
                  + "11".repeat(32)
                  + "0100021111\",\"rings\":[[{\"key\":%1$s,\"mask\":%1$s}],[[%1$s,%1$s]]]}\n",
              "{\"id\":3,\"tx\":\"0x02\",\"rings\":{}}\n{\"id\":4,\"rings\":[]}")
          .map(text -> text.formatted(POINT).getBytes(UTF_8))
          .toList();

  private static final String[] WORDS =
      Stream.concat(
              Stream.of(ReaderFuzzTest.JSON_WORDS),
              Stream.of(
                  POINT,
                  ZERO,
                  "[[",
                  "\"ring\":",
                  "\"rings\":",
                  "\"tx\":",
                  "\"s\":",
                  "\"mask\":",
                  "0206ff",
                  "[],",
                  "ffffffffffffffff7f"))
          .toArray(String[]::new);

  private static void judged(String command, byte[] input) {
    Run run = Run.withInput(input, command, "verify", "-");
    ReaderFuzzTest.expectClear(run);
    for (String line : run.out().split("\n")) {
      if (line.isEmpty()) {
        continue;
      }
      byte[] answer = line.getBytes(UTF_8);
      try {
        assertTrue(JsonObject.parse(answer, 0, answer.length).has("reason"), line);
      } catch (JsonException e) {
        throw new AssertionError(line, e);
      }
    }
  }

  @Test
  void signatures() {
    ReaderFuzzTest.few(
        new Mutations(SEED, SIGNATURES, WORDS), FEW, input -> judged("clsag", input));
  }

  @Test
  void transactions() {
    ReaderFuzzTest.few(
        new Mutations(SEED, TRANSACTIONS, WORDS), FEW, input -> judged("ringct", input));
  }

  @Tag("slow")
  @Test
  void signaturesForFiveMinutes() {
    ReaderFuzzTest.fiveMinutes(
        new Mutations(SEED + 1, SIGNATURES, WORDS), input -> judged("clsag", input));
  }

  @Tag("slow")
  @Test
  void transactionsForFiveMinutes() {
    ReaderFuzzTest.fiveMinutes(
        new Mutations(SEED + 1, TRANSACTIONS, WORDS), input -> judged("ringct", input));
  }
}
