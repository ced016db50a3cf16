package dev.twinloop.ringct.tx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.Vectors;
import dev.twinloop.ringct.Json;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Blobs that are nearly transactions: every one is parsed or refused with a reason of one line, and
 * never takes more memory than a small multiple of itself.
 */
class TransactionFuzzTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final long SEED = 20261129;
  private static final int FEW = 30_000;
  private static final int UNCOUNTED = 2_000;
  private static final Duration LONG = Duration.ofMinutes(10);

  /** A blob's copy, an int for each input and output, and the objects around them. */
  private static final long MOST_TIMES = 3;

  private static final long MOST_MORE = 2_000;

  /** An exception, its message and its trace. */
  private static final long MOST_REFUSED = 20_000;

  private final Random random;
  private final List<byte[]> seeds = new ArrayList<>();
  private long parsed;
  private long mostTaken;
  private double mostTimes;

  TransactionFuzzTest() {
    random = new Random(SEED);
  }

  private void readSeeds() throws Exception {
    for (String name : List.of("bpp_tx_e89415", "rct_clsag_tx_200c3215", "rct_bp_tx_a685d68e")) {
      seeds.add(
          HEX.parseHex(Files.readString(Vectors.file("ringct/monero/" + name + ".hex")).strip()));
    }
    for (var vector : Json.objects(Vectors.file("ringct/serai-monero/transactions.json"))) {
      seeds.add(HEX.parseHex(Json.text(vector, "hex")));
    }
    for (int i = 0; i < UNCOUNTED; i++) { // classes that are loaded at first use are not counted
      try {
        Transaction unused = Transaction.parse(i < seeds.size() ? seeds.get(i) : next());
      } catch (TransactionException e) {
        assertTrue(e.problem().length() < 300, e.problem());
      }
    }
  }

  private byte[] next() {
    byte[] blob = seeds.get(random.nextInt(seeds.size())).clone();
    for (int rounds = 1 + random.nextInt(4); rounds > 0; rounds--) {
      int at = random.nextInt(blob.length);
      switch (random.nextInt(6)) {
        case 0 -> blob[at] = (byte) random.nextInt();
        case 1 -> blob[random.nextInt(Math.min(8, blob.length))] = (byte) random.nextInt();
        case 2 -> blob = Arrays.copyOf(blob, 1 + random.nextInt(blob.length));
        case 3 -> blob = spliced(blob, at, hugeVarint());
        case 4 -> Arrays.fill(blob, at, Math.min(blob.length, at + 10), (byte) 0xff);
        default -> blob = spliced(blob, at, seeds.get(random.nextInt(seeds.size())));
      }
    }
    return blob;
  }

  private byte[] hugeVarint() {
    byte[] varint = new byte[1 + random.nextInt(10)];
    Arrays.fill(varint, (byte) (0x80 | random.nextInt(128)));
    varint[varint.length - 1] = (byte) random.nextInt(128);
    return varint;
  }

  private static byte[] spliced(byte[] blob, int at, byte[] with) {
    byte[] longer = Arrays.copyOf(blob, blob.length + with.length);
    System.arraycopy(with, 0, longer, at, with.length);
    System.arraycopy(blob, at, longer, at + with.length, blob.length - at);
    return longer;
  }

  private void parse(byte[] blob) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Transaction tx = Transaction.parse(blob);
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(taken <= MOST_TIMES * blob.length + MOST_MORE, taken + " of " + blob.length);
      mostTaken = Math.max(mostTaken, taken);
      mostTimes = Math.max(mostTimes, (double) taken / blob.length);
      parsed++;
      assertTrue(tx.inputs() > 0 && tx.outputs() > 0 && tx.ringSize() > 0);
      for (int i = 0; i < tx.inputs(); i++) {
        assertTrue(tx.ringIndices(i).length == tx.ringSize());
        assertTrue(tx.signature(i).length == 32 * (tx.ringSize() + 2));
        assertTrue(tx.pseudoOutput(i).length + tx.keyImage(i).length == 64);
      }
      assertTrue(tx.message().length + tx.id().length == 64);
    } catch (TransactionException e) {
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(taken <= MOST_TIMES * blob.length + MOST_REFUSED, taken + ": " + e.problem());
      assertTrue(e.problem().length() < 300 && e.problem().indexOf('\n') < 0, e.problem());
    }
  }

  @Test
  void aFew() throws Exception {
    readSeeds();
    for (int i = 0; i < FEW; i++) {
      parse(next());
    }
  }

  @Tag("slow")
  @Test
  void forTenMinutes() throws Exception {
    readSeeds();
    random.setSeed(SEED + 1);
    long end = System.nanoTime() + LONG.toNanos();
    long count = 0;
    while (System.nanoTime() < end) {
      parse(next());
      count++;
    }
    System.out.printf(
        "inputs=%d, of which parsed=%d; most memory: %d bytes, %.2f times the blob%n",
        count, parsed, mostTaken, mostTimes);
  }

  /** A count of 2^20 inputs in a blob of a few bytes makes no array of 2^20. */
  @Test
  void countsThatPromiseMuchTakeNoMemory() {
    byte[] blob = HEX.parseHex("0200ffff3f02000105" + "00".repeat(90));
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    parse(blob);
    long before = threads.getCurrentThreadAllocatedBytes();
    parse(blob);
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 50_000);
  }
}
