package dev.twinloop.ringct.bp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.Vectors;
import dev.twinloop.ringct.Json;
import dev.twinloop.ringct.tx.RangeProofKind;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.ringct.tx.TransactionException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BulletproofTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Real transactions of type 5. */
  private static List<byte[]> blobs() throws Exception {
    List<String> all = new ArrayList<>();
    all.add(Files.readString(Vectors.file("ringct/monero/rct_clsag_tx_200c3215.hex")).strip());
    for (var vector : Json.objects(Vectors.file("ringct/serai-monero/transactions.json"))) {
      all.add(Json.text(vector, "hex"));
    }
    List<byte[]> blobs = new ArrayList<>();
    for (String hex : all) {
      byte[] blob = HEX.parseHex(hex);
      try {
        if (Transaction.parse(blob).rangeProofKind() == RangeProofKind.BULLETPROOF) {
          blobs.add(blob);
        }
      } catch (TransactionException e) {
        assertTrue(e.problem().contains("accepted"), e.problem());
      }
    }
    assertEquals(3, blobs.size());
    return blobs;
  }

  @Test
  void realProofsAreValid() throws Exception {
    for (byte[] blob : blobs()) {
      assertEquals(Optional.empty(), Bulletproof.problem(Transaction.parse(blob)));
    }
  }

  /** Every element of the proof and every commitment matters. */
  @Test
  void changedElementsAreRefused() throws Exception {
    byte[] blob = blobs().getFirst();
    Transaction tx = Transaction.parse(blob);
    byte[] elements = tx.proofElements();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < elements.length / 32; i++) {
      starts.add(find(blob, elements, 32 * i));
    }
    for (int j = 0; j < tx.outputs(); j++) {
      starts.add(find(blob, tx.commitment(j), 0));
    }
    Random random = new Random(6);
    for (int start : starts) {
      byte[] changed = blob.clone();
      changed[start + random.nextInt(31)] ^= (byte) (1 << random.nextInt(8));
      Optional<String> problem = Bulletproof.problem(Transaction.parse(changed));
      assertTrue(problem.isPresent(), "offset " + start);
    }
  }

  @Test
  void scalarsThatAreNotReducedAreNamed() throws Exception {
    byte[] blob = blobs().getFirst();
    byte[] elements = Transaction.parse(blob).proofElements();
    byte[] changed = blob.clone();
    changed[find(blob, elements, 32 * 4) + 31] = (byte) 0xff;
    assertEquals(
        Optional.of("element 4 is not below l"), Bulletproof.problem(Transaction.parse(changed)));
    changed = blob.clone();
    java.util.Arrays.fill(
        changed, find(blob, elements, 0), find(blob, elements, 0) + 32, (byte) 0xff);
    assertEquals(
        Optional.of("element 0 is not a point"), Bulletproof.problem(Transaction.parse(changed)));
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int at = 0; at + 32 <= in.length; at++) {
      if (java.util.Arrays.equals(in, at, at + 32, what, from, from + 32)) {
        return at;
      }
    }
    throw new IllegalArgumentException("not there: " + from);
  }
}
