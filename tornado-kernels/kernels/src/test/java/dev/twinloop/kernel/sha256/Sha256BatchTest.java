package dev.twinloop.kernel.sha256;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256BatchTest {
  private final Random random = new Random(20260701);

  @Test
  void knownAnswers() {
    int found = 0;
    for (KnownAnswers answers : ServiceLoader.load(KnownAnswers.class)) {
      for (KnownAnswer<?> answer : answers.all()) {
        if (answer.type().equals(Sha256Batch.TYPE)) {
          assertEquals(Optional.empty(), problem(answer));
          found++;
        }
      }
    }
    assertEquals(3, found);
  }

  @Test
  void everyLengthTo300InOneBatch() {
    byte[][] messages = new byte[301][];
    Arrays.setAll(messages, this::bytes);
    assertMatchesOracles(Sha256Batch.of(messages), 64);
  }

  @Test
  void everyFixedLengthTo300() {
    for (int length = 0; length <= 300; length++) {
      MemorySegment data = MemorySegment.ofArray(bytes(5 * length));
      assertMatchesOracles(Sha256Batch.fixed(data, length, length, 5), 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 4095, 65_536, (1 << 20) - 1, 1 << 20})
  void longMessages(int length) {
    MemorySegment data = MemorySegment.ofArray(bytes(3 * length));
    assertMatchesOracles(Sha256Batch.fixed(data, length, length, 3), 4);
    assertMatchesOracles(Sha256Batch.of(bytes(length), bytes(3), bytes(length)), 4);
  }

  @ParameterizedTest
  @CsvSource({"64, 65", "64, 4096", "63, 64", "1, 1000", "0, 8", "0, 0", "100000, 100001"})
  void strides(int length, int stride) {
    MemorySegment data = Arena.ofAuto().allocate(30L * stride + length);
    MemorySegment.copy(
        MemorySegment.ofArray(bytes((int) data.byteSize())), 0, data, 0, data.byteSize());
    assertMatchesOracles(Sha256Batch.fixed(data, length, stride, 31), 8);
  }

  @Test
  void emptyMessagesAmongOthers() {
    assertMatchesOracles(
        Sha256Batch.of(new byte[0], bytes(7), new byte[0], new byte[0], bytes(64), new byte[0]), 3);
    assertMatchesOracles(Sha256Batch.of(new byte[0]), 1);
  }

  @Test
  void manyShortOnesAndOneOfAMebibyte() {
    byte[][] messages = new byte[200][];
    Arrays.setAll(messages, i -> bytes(i == 77 ? 1 << 20 : random.nextInt(40)));
    assertMatchesOracles(Sha256Batch.of(messages), 128);
  }

  @Test
  void millionBytesInSlices() {
    MemorySegment data = MemorySegment.ofArray(bytes(1 << 20));
    assertMatchesOracles(Sha256Batch.fixed(data, 64, 64, 1 << 14), 1 << 12);
  }

  @Test
  void digestsGoWhereTheCallerWants() {
    byte[] out = new byte[3 * 32 + 5];
    Sha256Batch task = Sha256Batch.of(bytes(64), bytes(64), bytes(64));
    Digests digests = SequentialRun.run(task.into(MemorySegment.ofArray(out)), 2);
    Digests others = SequentialRun.run(task, 2);
    assertEquals(3 * 32, digests.segment().byteSize());
    assertArrayEquals(others.get(2), Arrays.copyOfRange(out, 64, 96));
    assertArrayEquals(new byte[5], Arrays.copyOfRange(out, 96, 101));
  }

  private <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(SequentialRun.run(answer.task(), 256));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void assertMatchesOracles(Sha256Batch task, int wanted) {
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
      assertArrayEquals(jca(message), digests.get(i), what);
      assertArrayEquals(bouncyCastle(message), digests.get(i), what);
    }
  }

  private static byte[] jca(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bouncyCastle(byte[] message) {
    SHA256Digest sha256 = new SHA256Digest();
    sha256.update(message, 0, message.length);
    byte[] digest = new byte[32];
    sha256.doFinal(digest, 0);
    return digest;
  }
}
