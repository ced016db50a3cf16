package demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.scheduler.HybridScheduler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealTest {
  private static byte[] sha256(byte[]... parts) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  @Test
  void theRootIsOverTheDigestsOfBothLists() throws NoSuchAlgorithmException {
    byte[] abc = "abc".getBytes(US_ASCII);
    byte[] expected = sha256(sha256(abc), sha256(new byte[0]));
    try (HybridScheduler scheduler = HybridScheduler.open()) {
      String root =
          Seal.of(
              scheduler,
              new byte[][] {abc},
              new byte[][] {{}},
              "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
      assertEquals(HexFormat.of().formatHex(expected), root);
    }
  }
}
