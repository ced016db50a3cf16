package dev.twinloop.kernel.sha512;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sha512BatchTest {
  private final Random random = new Random(20261129);

  @Test
  void knownAnswers() {
    int found = 0;
    for (KnownAnswers answers : ServiceLoader.load(KnownAnswers.class)) {
      for (KnownAnswer<?> answer : answers.all()) {
        if (answer.type().equals(Sha512Batch.TYPE)) {
          assertEquals(Optional.empty(), problem(answer));
          found++;
        }
      }
    }
    assertEquals(3, found);
  }

  @Test
  void everyLengthTo300InOneBatch() {
    byte[][] messages = new byte[451][];
    Arrays.setAll(messages, this::bytes);
    assertMatchesTheJdk(Sha512Batch.of(messages), 64);
  }

  @Test
  void everyFixedLengthTo300() {
    for (int length = 0; length <= 300; length++) {
      MemorySegment data = MemorySegment.ofArray(bytes(5 * length));
      assertMatchesTheJdk(Sha512Batch.fixed(data, length, length, 5), 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 4095, 65_536, (1 << 20) - 1, 1 << 20})
  void longMessages(int length) {
    MemorySegment data = MemorySegment.ofArray(bytes(3 * length));
    assertMatchesTheJdk(Sha512Batch.fixed(data, length, length, 3), 4);
    assertMatchesTheJdk(Sha512Batch.of(bytes(length), bytes(3), bytes(length)), 4);
  }

  @ParameterizedTest
  @CsvSource({"64, 65", "64, 4096", "63, 64", "1, 1000", "0, 8", "0, 0", "100000, 100001"})
  void strides(int length, int stride) {
    MemorySegment data = Arena.ofAuto().allocate(30L * stride + length);
    MemorySegment.copy(
        MemorySegment.ofArray(bytes((int) data.byteSize())), 0, data, 0, data.byteSize());
    assertMatchesTheJdk(Sha512Batch.fixed(data, length, stride, 31), 8);
  }

  @Test
  void emptyMessagesAmongOthers() {
    assertMatchesTheJdk(
        Sha512Batch.of(new byte[0], bytes(7), new byte[0], new byte[0], bytes(64), new byte[0]), 3);
    assertMatchesTheJdk(Sha512Batch.of(new byte[0]), 1);
  }

  @Test
  void manyShortOnesAndOneOfAMebibyte() {
    byte[][] messages = new byte[200][];
    Arrays.setAll(messages, i -> bytes(i == 77 ? 1 << 20 : random.nextInt(40)));
    assertMatchesTheJdk(Sha512Batch.of(messages), 128);
  }

  @Test
  void millionBytesInSlices() {
    MemorySegment data = MemorySegment.ofArray(bytes(1 << 20));
    assertMatchesTheJdk(Sha512Batch.fixed(data, 64, 64, 1 << 14), 1 << 12);
  }

  @Test
  void digestsGoWhereTheCallerWants() {
    byte[] out = new byte[3 * 64 + 5];
    Sha512Batch task = Sha512Batch.of(bytes(64), bytes(64), bytes(64));
    Digests digests = SequentialRun.run(task.into(MemorySegment.ofArray(out)), 2);
    Digests others = SequentialRun.run(task, 2);
    assertEquals(3 * 64, digests.segment().byteSize());
    assertArrayEquals(others.get(2), Arrays.copyOfRange(out, 128, 192));
    assertArrayEquals(new byte[5], Arrays.copyOfRange(out, 192, 197));
  }

  @Test
  void theBlockEndsWhereTheMessageEnds() {
    for (int length : new int[] {111, 112, 113, 127, 128, 129, 239, 240, 241, 255, 256, 257}) {
      byte[] message = bytes(length);
      assertMatchesTheJdk(Sha512Batch.of(message, message), 2);
    }
  }

  @Test
  void roomForDigestsOf32BytesIsTooSmall() {
    MemorySegment out = MemorySegment.ofArray(new byte[127]);
    String message =
        ""
            + assertThrows(
                    IllegalArgumentException.class,
                    () -> Sha512Batch.of(bytes(1), bytes(2)).into(out))
                .getMessage();
    assertTrue(
        message.contains("out of 127 bytes, accepted: writable, at least 128 bytes"), message);
  }

  @Test
  void aWrongByteInTheUpperHalfIsFound() {
    Sha512Batch task = Sha512Batch.of(bytes(1), bytes(200));
    Digests digests = SequentialRun.run(task, 2);
    byte right = digests.get(1)[63];
    digests.segment().set(ValueLayout.JAVA_BYTE, 127, (byte) (right ^ 1));
    CheckOutcome outcome =
        task.program().check(new Slice(0, 2), digests, Sampler.exact(random, 2, 1));
    assertEquals(1, assertInstanceOf(CheckOutcome.Mismatch.class, outcome).item());
  }

  private <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(SequentialRun.run(answer.task(), 256));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void assertMatchesTheJdk(Sha512Batch task, int wanted) {
    Digests digests = SequentialRun.run(task, wanted);
    assertEquals(task.items(), digests.count());
    Records messages = task.messages();
    for (long i = 0; i < digests.count(); i++) {
      byte[] message =
          messages
              .data()
              .asSlice(messages.offset(i), messages.bytes(i))
              .toArray(ValueLayout.JAVA_BYTE);
      String what = "message " + i + " of " + message.length + " bytes";
      assertArrayEquals(jdk(message), digests.get(i), what);
    }
  }

  private static byte[] jdk(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
