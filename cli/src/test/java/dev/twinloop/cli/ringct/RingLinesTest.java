package dev.twinloop.cli.ringct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.twinloop.cli.Run;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.ringct.KeyImages;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RingLinesTest {
  private static Path vectors(String name) {
    String folder = System.getProperty("twinloop.vectors", "");
    Path root =
        folder.isEmpty()
            ? Path.of("").toAbsolutePath().resolve("../../shared/vectors").normalize()
            : Path.of(folder);
    Path file = root.resolve("ringct").resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "no vectors at " + file + "; set -Dtwinloop.vectors=DIR");
    return file;
  }

  /** The objects of an array, one a line, with ids from 0 unless they have ids. */
  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    JsonFactory factory = new JsonFactory();
    try (JsonParser parser = factory.createParser(Files.readString(file))) {
      assertEquals(JsonToken.START_ARRAY, parser.nextToken());
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = factory.createGenerator(text)) {
          line.copyCurrentStructure(parser);
        }
        String object = text.toString();
        lines.add(
            object.startsWith("{\"id\":")
                ? object
                : "{\"id\":" + lines.size() + "," + object.substring(1));
      }
    }
    return lines;
  }

  private static Run run(String command, String... lines) {
    return Run.withInput((String.join("\n", lines) + "\n").getBytes(UTF_8), command, "verify", "-");
  }

  @Test
  void everyVectorOfRingSignatures() throws IOException {
    List<String> lines = lines(vectors("own/clsag-own.json"));
    lines.addAll(lines(vectors("real/clsag-real.json")));
    Run run = run("clsag", lines.toArray(String[]::new));
    assertEquals(0, run.status(), run.err());
    List<String> answers = run.out().lines().toList();
    assertEquals(lines.size(), answers.size());
    for (int i = 0; i < answers.size(); i++) {
      boolean valid = lines.get(i).contains("\"valid\":true");
      String answer = answers.get(i);
      assertTrue(answer.startsWith("{\"id\":" + (i % 45) + ",\"valid\":" + valid), answer);
      assertEquals(!valid, answer.contains(",\"reason\":\""), answer);
    }
    assertTrue(run.out().contains("the key image is not in the prime-order group"));
    assertTrue(run.out().contains("there are not as many s as members"));
  }

  @Test
  void whatIsNoSignatureIsRefusedInItsPlace() throws IOException {
    String good = lines(vectors("real/clsag-real.json")).getFirst();
    String start = good.substring(0, good.indexOf("\"ring\""));
    Run run =
        run(
            "clsag",
            good.replaceFirst("\"c1\":\"..", "\"c1\":\""),
            good.replaceFirst("\"D\":\"..", "\"D\":\"zz"),
            good.replaceFirst("\"D\":", "\"d\":"),
            start + "\"s\":[]}",
            good.replaceFirst("\\[\\[\"", "[7,[\""),
            good.replaceFirst("\\[\\[\"", "[[\"00\",\""),
            "[]",
            good.replaceFirst("\"message\":\"", "\"message\":\"0x"));
    assertEquals(1, run.status());
    List<String> answers = run.out().lines().toList();
    String refused = "{\"id\":0,\"valid\":false,\"reason\":\"";
    assertEquals(refused + "an element is not 32 bytes long\"}", answers.get(0));
    assertEquals(refused + "D is not hex\"}", answers.get(1));
    assertEquals(refused + "not judged: line 3: D is missing\"}", answers.get(2));
    assertEquals(refused + "not judged: line 4: ring is missing\"}", answers.get(3));
    assertEquals(refused + "not judged: line 5: ring[0] is not an array\"}", answers.get(4));
    assertEquals(
        refused + "not judged: line 6: ring[0]: 3 elements, accepted: key and commitment\"}",
        answers.get(5));
    assertTrue(answers.get(6).startsWith("{\"id\":null,\"valid\":false"), answers.get(6));
    assertEquals("{\"id\":0,\"valid\":true}", answers.get(7));
  }

  @Test
  void everyVectorOfRangeProofs() throws IOException {
    List<String> lines = lines(vectors("own/bulletproofs-plus-own.json"));
    lines.addAll(lines(vectors("real/bulletproofs-plus-real.json")));
    lines.add(lines.getFirst().replaceFirst("\"A1\":\"..", "\"A1\":\"zz"));
    lines.add(lines.getFirst().replaceFirst("\"L\"", "\"l\""));
    Run run =
        Run.withInput(
            (String.join("\n", lines) + "\n").getBytes(UTF_8), "ringct", "range-proofs", "-");
    assertEquals(1, run.status(), run.err());
    List<String> answers = run.out().lines().toList();
    assertEquals(lines.size(), answers.size());
    for (int i = 0; i < 19; i++) {
      boolean valid = lines.get(i).contains("\"valid\":true");
      String answer = answers.get(i);
      assertTrue(answer.startsWith("{\"id\":" + (i % 18) + ",\"valid\":" + valid), answer);
    }
    assertTrue(answers.get(19).endsWith("\"reason\":\"A1 is not hex\"}"), answers.get(19));
    assertTrue(answers.get(20).contains("L is missing"), answers.get(20));
  }

  /** Once rings without members counted nothing: a line has room for a million of them. */
  @Test
  void ringsWithoutMembersCountToo() throws IOException, JsonException {
    String real = lines(vectors("real/transactions-with-rings.json")).getFirst();
    int rings = 100_000;
    byte[] line = real.replaceFirst("\"rings\":\\[", "$0" + "[],".repeat(rings)).getBytes(UTF_8);
    TransactionLines batch = new TransactionLines(new KeyImages(1));
    assertEquals(Optional.empty(), batch.add(JsonObject.parse(line, 0, line.length)));
    assertTrue(batch.bytes() > 64L * rings, "bytes=" + batch.bytes());
  }

  @Test
  void theRealTransactionAndTwoHundredChangedBytes() throws IOException {
    String real = lines(vectors("real/transactions-with-rings.json")).getFirst();
    int from = real.indexOf("\"hex\":\"") + 7;
    int to = real.indexOf('"', from);
    Random random = new Random(18);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int at = from + 2 * random.nextInt((to - from) / 2);
      int changed = Integer.parseInt(real.substring(at, at + 2), 16) ^ (1 + random.nextInt(255));
      String line = real.substring(0, at) + "%02x".formatted(changed) + real.substring(at + 2);
      lines.add(line.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":" + i));
    }
    lines.add(real.replaceFirst("\"hex\"", "\"tx\""));
    lines.add(real);
    Run run = run("ringct", lines.toArray(String[]::new));
    assertEquals(0, run.status(), run.err());
    List<String> answers = run.out().lines().toList();
    assertEquals(202, answers.size());
    for (int i = 0; i < 200; i++) {
      assertTrue(
          answers.get(i).startsWith("{\"id\":" + i + ",\"valid\":false,\"reason\":\""),
          answers.get(i));
    }
    assertTrue(answers.get(200).contains(",\"valid\":true"), answers.get(200));
    assertTrue(answers.get(201).contains("was spent before"), answers.get(201));
  }

  @Test
  void linesThatCannotBeJudgedSayWhy() throws IOException {
    String real = lines(vectors("real/transactions-with-rings.json")).getFirst();
    String rings = real.substring(real.indexOf("\"rings\""));
    Run run =
        run(
            "ringct",
            "{\"id\":1," + rings,
            "{\"id\":2,\"tx\":\"\",\"hex\":\"\"," + rings,
            "{\"id\":3,\"tx\":\"02\"}",
            "{\"id\":4,\"tx\":\"02\"," + rings,
            "{\"id\":5,\"tx\":\"0\"," + rings,
            "{\"id\":6,\"tx\":\"02\",\"rings\":[[{\"key\":\"00\",\"mask\":\"00\"}]]}",
            "{\"id\":7,\"tx\":\"02\",\"rings\":[[{\"key\":\"00\"}]]}");
    assertEquals(1, run.status());
    List<String> answers = run.out().lines().toList();
    assertTrue(answers.get(0).contains("not judged: line 1: tx is missing"), answers.get(0));
    assertTrue(answers.get(1).contains("tx and hex exclude each other"), answers.get(1));
    assertTrue(answers.get(2).contains("rings is missing"), answers.get(2));
    assertTrue(answers.get(3).contains("\"reason\":\"offset 1: unlock time"), answers.get(3));
    assertTrue(answers.get(4).contains("\"reason\":\"tx is not hex\""), answers.get(4));
    assertTrue(answers.get(5).contains("rings[0][0]: an element is not 32"), answers.get(5));
    assertTrue(answers.get(6).contains("rings[0][0]: mask is missing"), answers.get(6));
  }

  @Test
  void bothNeedASubcommand() {
    for (String command : List.of("clsag", "ringct")) {
      Run run = Run.of(command);
      assertEquals(2, run.status());
      assertTrue(run.err().contains("a subcommand is missing, accepted: verify"), run.err());
    }
  }
}
