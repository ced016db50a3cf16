package dev.twinloop.ringct.tx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.Vectors;
import dev.twinloop.ringct.Json;
import dev.twinloop.ringct.Keccak;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void idsMessagesAndElementsOfRealTransactions() throws Exception {
    int read = 0;
    for (Map<String, Object> vector :
        Json.objects(Vectors.file("ringct/serai-monero/transactions.json"))) {
      byte[] blob = HEX.parseHex(Json.text(vector, "hex"));
      Map<String, Object> tx = Json.map(Json.member(vector, "tx"));
      boolean clsag =
          tx.containsKey("rctsig_prunable")
              && Json.map(Json.member(tx, "rctsig_prunable")).containsKey("CLSAGs");
      if (!clsag) {
        assertThrows(TransactionException.class, () -> Transaction.parse(blob));
        continue;
      }
      Transaction parsed = Transaction.parse(blob);
      assertEquals(Json.text(vector, "id"), HEX.formatHex(parsed.id()));
      assertEquals(Json.text(vector, "signature_hash"), HEX.formatHex(parsed.message()));
      compare(tx, parsed);
      read++;
    }
    assertEquals(3, read);
  }

  private static void compare(Map<String, Object> tx, Transaction parsed) {
    Map<String, Object> base = Json.map(Json.member(tx, "rct_signatures"));
    Map<String, Object> prunable = Json.map(Json.member(tx, "rctsig_prunable"));
    assertEquals(Json.text(base, "type"), "" + parsed.rangeProofKind().type());
    assertEquals(Json.text(base, "txnFee"), "" + parsed.fee());
    assertEquals(Json.text(tx, "unlock_time"), "" + parsed.unlockTime());
    List<Object> inputs = Json.list(Json.member(tx, "vin"));
    assertEquals(inputs.size(), parsed.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      Map<String, Object> key = Json.map(Json.member(Json.map(inputs.get(i)), "key"));
      assertEquals(Json.text(key, "k_image"), HEX.formatHex(parsed.keyImage(i)));
      List<Object> offsets = Json.list(Json.member(key, "key_offsets"));
      assertEquals(offsets.size(), parsed.ringSize());
      assertEquals(
          offsets.toString(), Arrays.toString(parsed.ringIndices(i)), "relative indices as sent");
      Map<String, Object> clsag = Json.map(Json.list(Json.member(prunable, "CLSAGs")).get(i));
      String whole =
          joined(Json.list(Json.member(clsag, "s")))
              + Json.text(clsag, "c1")
              + Json.text(clsag, "D");
      assertEquals(whole, HEX.formatHex(parsed.signature(i)));
      assertEquals(
          Json.list(Json.member(prunable, "pseudoOuts")).get(i),
          HEX.formatHex(parsed.pseudoOutput(i)));
    }
    List<Object> commitments = Json.list(Json.member(base, "outPk"));
    assertEquals(commitments.size(), parsed.outputs());
    for (int j = 0; j < commitments.size(); j++) {
      assertEquals(commitments.get(j), HEX.formatHex(parsed.commitment(j)));
      assertTrue(tx.toString().contains("key=" + HEX.formatHex(parsed.outputKey(j))));
    }
    assertEquals(proof(prunable), HEX.formatHex(parsed.proofElements()));
  }

  private static String proof(Map<String, Object> prunable) {
    boolean plus = prunable.containsKey("bpp");
    Map<String, Object> proof =
        Json.map(Json.list(Json.member(prunable, plus ? "bpp" : "bp")).getFirst());
    StringBuilder all = new StringBuilder();
    for (String name :
        plus
            ? List.of("A", "A1", "B", "r1", "s1", "d1")
            : List.of("A", "S", "T1", "T2", "taux", "mu")) {
      all.append(Json.text(proof, name));
    }
    all.append(joined(Json.list(Json.member(proof, "L"))));
    all.append(joined(Json.list(Json.member(proof, "R"))));
    if (!plus) {
      List.of("a", "b", "t").forEach(name -> all.append(Json.text(proof, name)));
    }
    return all.toString();
  }

  private static String joined(List<Object> texts) {
    StringBuilder all = new StringBuilder();
    texts.forEach(all::append);
    return all.toString();
  }

  private static byte[] blob(String name) throws IOException {
    return HEX.parseHex(Files.readString(Vectors.file("ringct/monero/" + name + ".hex")).strip());
  }

  @Test
  void monerosOwnFiles() throws Exception {
    Transaction plus = Transaction.parse(blob("bpp_tx_e89415"));
    assertEquals(
        "e89415b95564aa7e3587c91422756ba5303e727996e19c677630309a0d52a7ca",
        HEX.formatHex(plus.id()));
    assertEquals(
        "c5a76ffd7d8916210332afa07a253368f7e1eea1f385f393a1f3fa8b6d1f2f4b",
        HEX.formatHex(plus.message()));
    assertEquals(16, plus.ringSize());
    Transaction old = Transaction.parse(blob("rct_clsag_tx_200c3215"));
    assertEquals(RangeProofKind.BULLETPROOF, old.rangeProofKind());
    assertEquals(2, old.inputs());
    assertEquals(11, old.ringSize());
    assertTrue(HEX.formatHex(old.id()).startsWith("200c3215"));
    TransactionException problem =
        assertThrows(
            TransactionException.class, () -> Transaction.parse(blob("rct_bp_tx_a685d68e")));
    assertTrue(problem.problem().contains("type=3"), problem.problem());
    assertTrue(problem.problem().contains("not CLSAG"), problem.problem());
  }

  @Test
  void everyCutAndEveryByteMoreIsRefused() throws Exception {
    byte[] blob = blob("bpp_tx_e89415");
    for (int length = 0; length < blob.length; length++) {
      byte[] cut = Arrays.copyOf(blob, length);
      assertThrows(TransactionException.class, () -> Transaction.parse(cut), "length " + length);
    }
    byte[] more = Arrays.copyOf(blob, blob.length + 1);
    assertThrows(TransactionException.class, () -> Transaction.parse(more));
    byte[] long1 = Arrays.copyOf(blob, Transaction.MOST_BYTES + 1);
    assertThrows(TransactionException.class, () -> Transaction.parse(long1));
  }

  /** Whatever parses has another id than the original, and its parts cover the whole blob. */
  @Test
  void changedBytesAreRefusedOrChangeTheId() throws Exception {
    byte[] blob = blob("bpp_tx_e89415");
    byte[] id = Transaction.parse(blob).id();
    Random random = new Random(18);
    int parsed = 0;
    for (int i = 0; i < blob.length; i++) {
      byte[] changed = blob.clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      try {
        Transaction other = Transaction.parse(changed);
        assertTrue(!Arrays.equals(id, other.id()), "byte " + i);
        parsed++;
      } catch (TransactionException e) {
        assertTrue(e.problem().startsWith("offset "), e.problem());
      }
    }
    assertTrue(parsed > blob.length / 2, "parsed " + parsed);
  }

  @Test
  void varintsAreTheShortestAndOf64Bits() throws Exception {
    assertEquals(0, new BlobReader(HEX.parseHex("00")).varint("x"));
    assertEquals(127, new BlobReader(HEX.parseHex("7f")).varint("x"));
    assertEquals(128, new BlobReader(HEX.parseHex("8001")).varint("x"));
    assertEquals(-1, new BlobReader(HEX.parseHex("ffffffffffffffffff01")).varint("x"));
    List<String> refused =
        new ArrayList<>(
            List.of("", "80", "8000", "ff00", "ffffffffffffffffff02", "ffffffffffffffffffff01"));
    refused.add("80".repeat(9) + "00");
    for (String hex : refused) {
      assertThrows(
          TransactionException.class, () -> new BlobReader(HEX.parseHex(hex)).varint("x"), hex);
    }
  }

  @Test
  void countsAreComparedWithTheBytesThatAreLeft() {
    for (String hex : List.of("0200ffffffff0f02", "0200ffffffffffffffffff0102", "020000")) {
      assertThrows(TransactionException.class, () -> Transaction.parse(HEX.parseHex(hex)), hex);
    }
  }

  @Test
  void keccakOfTheVectors() throws Exception {
    Map<String, Object> constants = Json.map(Json.own("constants.json"));
    for (Object each : Json.list(Json.member(constants, "keccak"))) {
      Map<String, Object> vector = Json.map(each);
      byte[] input = HEX.parseHex(Json.text(vector, "input"));
      assertArrayEquals(HEX.parseHex(Json.text(vector, "digest")), Keccak.of(input));
    }
  }
}
