package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Input that is four times as large as the executor streams through it. */
@Tag("slow")
class BoundedMemoryTest {
  private static final int PARTS = 64;
  private static final int RECORD_BYTES = 64;
  private static final int RECORDS = 1 << 20;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  @AfterEach
  void stop() {
    LocalSpark.stop();
  }

  /**
   * What a partition gave.
   *
   * @param digests all of its digests, added up by exclusive or
   * @param heapBytes the most that the executor's heap may take
   * @param residentBytes the most memory that the executor took, heap and all else
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(byte[] digests, long heapBytes, long residentBytes) implements Serializable {}

  @Test
  void fourGibibytesStreamThroughAnExecutorOfOne() throws Exception {
    SparkSession session =
        LocalSpark.session("local-cluster[1,2,1024]", Map.of("spark.twinloop.batch.bytes", "16m"));
    JavaRDD<byte[]> records =
        LocalSpark.context(session)
            .parallelize(IntStream.range(0, PARTS).boxed().toList(), PARTS)
            .flatMap(part -> records(part));

    List<Part> parts =
        TwinloopSpark.of(session)
            .mapRecords(records, ItemTasks.sha256())
            .mapPartitions(digests -> List.of(part(digests)).iterator())
            .collect();

    assertEquals(4L << 30, (long) PARTS * RECORDS * RECORD_BYTES);
    for (int part = 0; part < PARTS; part++) {
      assertArrayEquals(expected(part), parts.get(part).digests(), "partition " + part);
    }
    long heap = parts.getFirst().heapBytes();
    long resident = parts.stream().mapToLong(Part::residentBytes).max().orElseThrow();
    System.err.printf(
        "4 GiB of input: executor's heap at most %d MiB, process at most %d MiB%n",
        heap >> 20, resident >> 20);
    assertTrue(heap <= 1L << 30, "heap " + heap);
    assertTrue(resident < 2L << 30, "resident " + resident);
  }

  private static Iterator<byte[]> records(int part) {
    return IntStream.range(0, RECORDS).mapToObj(i -> record(part, i)).iterator();
  }

  private static byte[] record(int part, int index) {
    byte[] record = new byte[RECORD_BYTES];
    LONG.set(record, 0, ((long) part << 32) + index);
    return record;
  }

  private static Part part(Iterator<byte[]> digests) throws IOException {
    byte[] sum = new byte[32];
    while (digests.hasNext()) {
      add(sum, digests.next());
    }
    String status = Files.readString(Path.of("/proc/self/status"));
    String peak = status.substring(status.indexOf("VmHWM:") + 6).strip();
    long residentBytes = Long.parseLong(peak.substring(0, peak.indexOf(' '))) << 10;
    return new Part(sum, Runtime.getRuntime().maxMemory(), residentBytes);
  }

  private static byte[] expected(int part) throws GeneralSecurityException {
    MessageDigest jdk = MessageDigest.getInstance("SHA-256");
    byte[] sum = new byte[32];
    for (int i = 0; i < RECORDS; i++) {
      add(sum, jdk.digest(record(part, i)));
    }
    return sum;
  }

  private static void add(byte[] sum, byte[] digest) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (byte) (sum[i] ^ digest[i]);
    }
  }
}
