package dev.twinloop.ringct;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.Vectors;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashToPointTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void monerosOwnLines() throws Exception {
    int lines = 0;
    for (String line :
        Files.readAllLines(Vectors.file("ringct/serai-monero/check_key_and_hash_to_ec.txt"))) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("hash_to_ec")) {
        assertEquals(words[2], HEX.formatHex(HashToPoint.of(HEX.parseHex(words[1])).encode()));
        lines++;
      }
    }
    assertEquals(256, lines);
  }

  @Test
  void multiplesOfTheBasePoint() throws Exception {
    Map<String, Object> constants = Json.map(Json.own("constants.json"));
    for (Object each : Json.list(Json.member(constants, "hash_to_point"))) {
      Map<String, Object> vector = Json.map(each);
      byte[] key = HEX.parseHex(Json.text(vector, "key"));
      assertEquals(Json.text(vector, "point"), HEX.formatHex(HashToPoint.of(key).encode()));
    }
  }
}
