package dev.twinloop.kernel.keccak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Keccak256BatchTest {
  private final Random random = new Random(20261129);

  @Test
  void knownAnswers() {
    int found = 0;
    for (KnownAnswers answers : ServiceLoader.load(KnownAnswers.class)) {
      for (KnownAnswer<?> answer : answers.all()) {
        if (answer.type().equals(Keccak256Batch.TYPE)) {
          assertEquals(Optional.empty(), problem(answer));
          found++;
        }
      }
    }
    assertEquals(3, found);
  }

  @Test
  void everyLengthTo450InOneBatch() {
    byte[][] messages = new byte[451][];
    Arrays.setAll(messages, this::bytes);
    assertMatchesBouncyCastle(Keccak256Batch.of(messages), 64);
  }

  @Test
  void everyFixedLengthTo450() {
    for (int length = 0; length <= 450; length++) {
      MemorySegment data = MemorySegment.ofArray(bytes(5 * length));
      assertMatchesBouncyCastle(Keccak256Batch.fixed(data, length, length, 5), 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 4095, 65_536, (1 << 20) - 1, 1 << 20})
  void longMessages(int length) {
    MemorySegment data = MemorySegment.ofArray(bytes(3 * length));
    assertMatchesBouncyCastle(Keccak256Batch.fixed(data, length, length, 3), 4);
    assertMatchesBouncyCastle(Keccak256Batch.of(bytes(length), bytes(3), bytes(length)), 4);
  }

  @ParameterizedTest
  @CsvSource({"64, 65", "64, 4096", "63, 64", "1, 1000", "0, 8", "0, 0", "100000, 100001"})
  void strides(int length, int stride) {
    MemorySegment data = Arena.ofAuto().allocate(30L * stride + length);
    MemorySegment.copy(
        MemorySegment.ofArray(bytes((int) data.byteSize())), 0, data, 0, data.byteSize());
    assertMatchesBouncyCastle(Keccak256Batch.fixed(data, length, stride, 31), 8);
  }

  @Test
  void emptyMessagesAmongOthers() {
    assertMatchesBouncyCastle(
        Keccak256Batch.of(new byte[0], bytes(7), new byte[0], new byte[0], bytes(64), new byte[0]),
        3);
    assertMatchesBouncyCastle(Keccak256Batch.of(new byte[0]), 1);
  }

  @Test
  void manyShortOnesAndOneOfAMebibyte() {
    byte[][] messages = new byte[200][];
    Arrays.setAll(messages, i -> bytes(i == 77 ? 1 << 20 : random.nextInt(40)));
    assertMatchesBouncyCastle(Keccak256Batch.of(messages), 128);
  }

  @Test
  void millionBytesInSlices() {
    MemorySegment data = MemorySegment.ofArray(bytes(1 << 20));
    assertMatchesBouncyCastle(Keccak256Batch.fixed(data, 64, 64, 1 << 14), 1 << 12);
  }

  @Test
  void digestsGoWhereTheCallerWants() {
    byte[] out = new byte[3 * 32 + 5];
    Keccak256Batch task = Keccak256Batch.of(bytes(64), bytes(64), bytes(64));
    Digests digests = SequentialRun.run(task.into(MemorySegment.ofArray(out)), 2);
    Digests others = SequentialRun.run(task, 2);
    assertEquals(3 * 32, digests.segment().byteSize());
    assertArrayEquals(others.get(2), Arrays.copyOfRange(out, 64, 96));
    assertArrayEquals(new byte[5], Arrays.copyOfRange(out, 96, 101));
  }

  @Test
  void theBlockEndsWhereTheMessageEnds() {
    for (int length : new int[] {135, 136, 137, 271, 272, 273}) {
      byte[] message = bytes(length);
      assertMatchesBouncyCastle(Keccak256Batch.of(message, message), 2);
    }
  }

  /** FIPS 202 pads with 0x06: its digest of nothing is another. */
  @Test
  void itIsNotSha3() {
    Digests digests = SequentialRun.run(Keccak256Batch.of(new byte[0]), 1);
    String sha3 = "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a";
    assertNotEquals(sha3, digests.hex(0));
  }

  private <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(SequentialRun.run(answer.task(), 256));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void assertMatchesBouncyCastle(Keccak256Batch task, int wanted) {
    Digests digests = SequentialRun.run(task, wanted);
    assertEquals(task.items(), digests.count());
    Records messages = task.messages();
    for (long i = 0; i < digests.count(); i++) {
      byte[] message =
          messages
              .data()
              .asSlice(messages.offset(i), messages.bytes(i))
              .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      String what = "message " + i + " of " + message.length + " bytes";
      assertArrayEquals(bouncyCastle(message), digests.get(i), what);
    }
  }

  private static byte[] bouncyCastle(byte[] message) {
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(message, 0, message.length);
    byte[] digest = new byte[32];
    keccak.doFinal(digest, 0);
    return digest;
  }
}
