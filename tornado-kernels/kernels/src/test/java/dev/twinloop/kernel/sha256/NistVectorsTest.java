package dev.twinloop.kernel.sha256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.data.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * NIST's SHA-256 messages: every {@code SHA256*Msg.rsp} in the vectors' {@code nist} folder, short
 * and long.
 */
class NistVectorsTest {
  /**
   * One vector, as the file has it.
   *
   * @param bytes how many bytes of the message count: an empty one is written {@code 00}
   * @param hex the message
   * @param digest 32 bytes as hex
   */
  private record Vector(int bytes, String hex, String digest) {
    byte[] message() {
      return Arrays.copyOf(HexFormat.of().parseHex(hex), bytes);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyFile() throws IOException {
    List<Path> files = Vectors.files("nist", "SHA256*Msg.rsp");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    List<Vector> vectors = read(file);
    assertFalse(vectors.isEmpty(), file + " holds no vectors");
    List<byte[]> messages = vectors.stream().map(Vector::message).toList();
    Digests together = SequentialRun.run(Sha256Batch.of(messages), 16);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      String expected = vectors.get(i).digest();
      String alone = SequentialRun.run(Sha256Batch.of(messages.get(i)), 1).hex(0);
      if (!expected.equals(together.hex(i)) || !expected.equals(alone)) {
        wrong.add(messages.get(i).length + " bytes: " + expected);
      }
    }
    assertEquals(List.of(), wrong);
    System.out.println(file.getFileName() + ": " + vectors.size() + " vectors");
  }

  private static List<Vector> read(Path file) throws IOException {
    List<Vector> vectors = new ArrayList<>();
    int bits = 0;
    String hex = "";
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      String value = line.substring(equals + 1).strip();
      switch (line.substring(0, Math.max(0, equals)).strip()) {
        case "Len" -> bits = Integer.parseInt(value);
        case "Msg" -> hex = value;
        case "MD" -> vectors.add(new Vector(bits / 8, hex, value));
        default -> {}
      }
    }
    return vectors;
  }
}
