package demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final byte[][] ENTRIES = {"abc".getBytes(US_ASCII), {}};

  /** FIPS 180-4's example, and the empty message. */
  private static final List<String> DIGESTS =
      List.of(
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  @Test
  void bothWaysGiveTheDigestsInOrder() {
    try (Ledger ledger = new Ledger()) {
      assertEquals(DIGESTS, ledger.digests(ENTRIES));
      assertEquals(DIGESTS, ledger.digestsLater(ENTRIES, Duration.ofMinutes(5)).join());
    }
  }
}
