package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha512.Sha512Batch;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** SHA-512 on whatever OpenCL device there is, every digest against the JDK's. */
class Sha512OnDeviceTest {
  private final Random random = new Random(20261129);

  /** The kernel of one block gave half of all digests wrong while its padding was a literal. */
  @Test
  void everyLengthTo260AndTheKernelsOfOneBlockAndOfOneLength() throws Exception {
    byte[][] messages = new byte[261][];
    Arrays.setAll(messages, this::bytes);
    byte[] blocks = bytes(64 * 37);
    byte[] long1 = bytes(3 * 1001);
    List<Sha512Batch> tasks =
        List.of(
            Sha512Batch.of(messages),
            Sha512Batch.fixed(MemorySegment.ofArray(blocks), 64, 64, 37),
            Sha512Batch.fixed(MemorySegment.ofArray(long1), 1001, 1001, 3));
    for (Sha512Batch task : tasks) {
      assertEquals(List.of(), wrong(task, OpenClDevice.run(task)));
    }
  }

  private static List<Long> wrong(Sha512Batch task, Digests digests) throws Exception {
    MessageDigest jdk = MessageDigest.getInstance("SHA-512");
    List<Long> wrong = new ArrayList<>();
    for (long i = 0; i < task.items(); i++) {
      jdk.update(
          task.messages()
              .data()
              .asSlice(task.messages().offset(i), task.messages().bytes(i))
              .asByteBuffer());
      if (!HexFormat.of().formatHex(jdk.digest()).equals(digests.hex(i))) {
        wrong.add(i);
      }
    }
    return wrong;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
