package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashRecordsTest {
  @Test
  void digestsOfAFilesRecordsStandInTheOutputInOrder(@TempDir Path folder) throws Exception {
    PackedRecords records = LocalSpark.random(1, 1000, 48);
    Path input = Files.write(folder.resolve("records"), records.data());
    Path output = folder.resolve("digests");
    SparkSession session = LocalSpark.start("local[2]", Map.of());
    assertTrue(session.sparkContext().isLocal());

    HashRecords.main(new String[] {input.toString(), "48", output.toString()});

    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part :
          parts.filter(p -> p.getFileName().toString().startsWith("part-")).sorted().toList()) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    MessageDigest jdk = MessageDigest.getInstance("SHA-256");
    assertEquals(1000, lines.size());
    for (int i = 0; i < 1000; i++) {
      assertEquals(HexFormat.of().formatHex(jdk.digest(records.get(i))), lines.get(i));
    }
  }

  @Test
  void argumentsAreRefusedWithWhatIsAccepted() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> HashRecords.main(new String[] {"a", "0", "b"}));
    assertTrue(String.valueOf(refused.getMessage()).contains("RECORD_BYTES"));
  }
}
