package dev.twinloop.cli.ringct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.lines.LineBatch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A batch goes when it holds 32 MiB: what it holds has to be counted. */
class BatchBytesTest {
  private static final int LONG = 1 << 18;

  private static long bytes(LineBatch<?> batch, String line) throws JsonException {
    byte[] json = line.getBytes(UTF_8);
    assertEquals(Optional.empty(), batch.add(JsonObject.parse(json, 0, json.length)));
    return batch.bytes();
  }

  /** Once an element counted 32 bytes, whatever its length: 65,536 lines of 4 MiB were held. */
  @Test
  void elementsOfRangeProofsCountWithAllTheirBytes() throws JsonException {
    String line =
        """
        {"commitments":["@0"],"A":"@1","A1":"@2","B":"@3","r1":"@4","s1":"@5","d1":"@6",\
        "L":["@7"],"R":["@8"]}""";
    for (int i = 0; i <= 8; i++) {
      String one = line.replace("@" + i, "00".repeat(LONG)).replaceAll("@[0-9]", "00");
      assertTrue(bytes(new RangeProofLines(), one) >= LONG, "element " + i);
    }
    String many = line.replace("\"@7\"", "\"\",".repeat(LONG) + "\"\"");
    assertTrue(bytes(new RangeProofLines(), many.replaceAll("@[0-9]", "00")) >= 20L * LONG);
  }
}
