package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Digests by a library, window by window, against the same library record by record. */
class DigestBodyTest {
  private static final int SEED = 7;
  private final Random random = new Random(SEED);

  /** The records where they lie, off the heap, as an array and in the middle of an array. */
  private static void check(Sha256Batch task, Slice slice) throws Exception {
    checkOne(task, slice);
    MemorySegment data = task.messages().data();
    long bytes = data.byteSize();
    MemorySegment array = MemorySegment.ofArray(new byte[(int) bytes + 40]);
    for (MemorySegment place :
        List.of(
            Arena.ofAuto().allocate(bytes),
            MemorySegment.ofArray(new byte[(int) bytes]),
            array.asSlice(13, bytes))) {
      place.copyFrom(data);
      Records records =
          switch (task.messages()) {
            case Records.Fixed fixed ->
                new Records.Fixed(place, fixed.recordBytes(), fixed.strideBytes(), fixed.count());
            case Records.Variable variable -> new Records.Variable(place, variable.offsets());
          };
      checkOne(new Sha256Batch(records, null), slice);
    }
  }

  private static void checkOne(Sha256Batch task, Slice slice) throws Exception {
    Digests digests = Digests.allocate(task.digestBytes(), task.items());
    new DigestBody<Sha256Batch>(() -> new JdkDigest("SHA-256"))
        .compute(new HostBody.Part<>(task, slice, digests), Cores.one());
    Records records = task.messages();
    MessageDigest jdk = MessageDigest.getInstance("SHA-256");
    for (long i = 0; i < records.count(); i++) {
      byte[] message =
          records.data().asSlice(records.offset(i), records.bytes(i)).toArray(JAVA_BYTE);
      boolean within = slice.from() <= i && i < slice.to();
      String expected = within ? HexFormat.of().formatHex(jdk.digest(message)) : "00".repeat(32);
      assertEquals(expected, digests.hex(i), "record " + i + " of " + slice);
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void lengthsBelowAndAboveAWindow() throws Exception {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      messages.add(bytes(i % 7 == 0 ? 0 : random.nextInt(300)));
    }
    messages.add(333, bytes(16 << 10));
    messages.add(334, bytes((16 << 10) + 1));
    messages.add(335, bytes(1 << 20));
    check(Sha256Batch.of(messages), new Slice(0, messages.size()));
    check(Sha256Batch.of(messages), new Slice(130, 600));
  }

  @Test
  void recordsOfOneLengthWithGapsAndWithout() throws Exception {
    MemorySegment data = MemorySegment.ofArray(bytes(80 * 1000));
    for (int length : new int[] {0, 1, 64, 80}) {
      check(Sha256Batch.fixed(data, length, 80, 1000), new Slice(0, 1000));
      check(Sha256Batch.fixed(data, length, 80, 1000), new Slice(255, 999));
    }
    check(Sha256Batch.fixed(data, 20_000, 20_000, 4), new Slice(1, 4));
  }

  /** Offsets that do not begin at zero. */
  @Test
  void recordsInTheMiddleOfMemory() throws Exception {
    long[] offsets = new long[301];
    Arrays.setAll(offsets, i -> 1000 + 13L * i);
    MemorySegment data = MemorySegment.ofArray(bytes(6000));
    check(Sha256Batch.variable(data, MemorySegment.ofArray(offsets)), new Slice(0, 300));
  }

  /** Once a part had as many records as the others, and large files lay in one part together. */
  @Test
  void partsAreEvenInBytesAndNotInRecords() {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      messages.add(bytes(i < 100 ? 64 << 10 : 64));
    }
    List<Integer> parts = new ArrayList<>();
    AtomicInteger hashed = new AtomicInteger();
    Cores cores =
        new Cores() {
          @Override
          public int parallelism() {
            return 2;
          }

          @Override
          public void runAll(int count, IntConsumer part) {
            for (int i = 0; i < count; i++) {
              int before = hashed.get();
              part.accept(i);
              parts.add(hashed.get() - before);
            }
          }
        };
    Sha256Batch task = Sha256Batch.of(messages);
    Digests digests = Digests.allocate(task.digestBytes(), task.items());
    new DigestBody<Sha256Batch>(
            () ->
                new DigestOracle() {
                  @Override
                  public void update(byte[] message, int from, int bytes) {
                    hashed.addAndGet(bytes);
                  }

                  @Override
                  public void digest(byte[] target, int at) {}
                })
        .compute(new HostBody.Part<>(task, new Slice(0, messages.size()), digests), cores);
    assertEquals(100 * (64 << 10) + 1000 * 64, hashed.get());
    int even = hashed.get() / parts.size();
    assertTrue(parts.size() >= 16, parts.toString());
    assertTrue(parts.stream().allMatch(part -> part <= even + (64 << 10)), parts.toString());
  }
}
