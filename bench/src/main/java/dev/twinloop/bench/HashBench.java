package dev.twinloop.bench;

import dev.twinloop.bench.report.Way;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.keccak.Keccak256Batch;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.kernel.sha512.Sha512Batch;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Digests of many messages of one length: a library, the loop on the CPU, and accelerators. */
final class HashBench {
  private static final int CPU_MESSAGES = 1 << 20;

  /** A library that hashes consecutive messages of one length. */
  private interface Library {
    void hash(byte[] messages, int length, byte[] digests, int threads);
  }

  /** Makes a task of consecutive messages whose digests go to memory of the caller's. */
  private interface Batch {
    Task<Digests> of(MemorySegment messages, int length, int count, MemorySegment digests);
  }

  private final String name;
  private final String libraryName;
  private final Library library;
  private final Batch batch;
  private final int digestBytes;

  private HashBench(
      String name, String libraryName, int digestBytes, Library library, Batch batch) {
    this.name = name;
    this.libraryName = libraryName;
    this.library = library;
    this.batch = batch;
    this.digestBytes = digestBytes;
  }

  /** SHA-256 beside the JDK's, 64-byte messages. */
  static void sha256(BenchSession session) {
    HashBench bench =
        new HashBench(
            "sha256",
            "JDK",
            Digests.BYTES,
            JdkSha256::hash,
            (messages, length, count, digests) ->
                Sha256Batch.fixed(messages, length, length, count).into(digests));
    bench.run(64, session);
  }

  /** SHA-512 beside the JDK's: messages of 64 bytes (one block) and of 200 (two). */
  static void sha512(BenchSession session) {
    HashBench bench =
        new HashBench(
            "sha-512",
            "JDK",
            Digests.BYTES_512,
            HashBench::jdkSha512,
            (messages, length, count, digests) ->
                Sha512Batch.fixed(messages, length, length, count).into(digests));
    bench.run(64, session);
    bench.run(200, session);
  }

  /** Keccak-256 beside Bouncy Castle's: 64-byte messages (one block) and 200-byte (two). */
  static void keccak256(BenchSession session) {
    HashBench bench =
        new HashBench(
            "keccak-256",
            "Bouncy Castle",
            Digests.BYTES,
            HashBench::bouncyCastle,
            (messages, length, count, digests) ->
                Keccak256Batch.fixed(messages, length, length, count).into(digests));
    bench.run(64, session);
    bench.run(200, session);
  }

  private void run(int length, BenchSession session) {
    BenchPlan plan = session.plan();
    Figures figures = session.figures();
    figures.work("%s, %d-byte messages".formatted(name, length));
    int large = length == 64 ? 1 << 24 : 1 << 22; // a gigabyte of messages, or less
    List<Integer> sizes = plan.sizesOr(List.of(1 << 18), List.of(1 << 20, large));
    int most = sizes.getLast();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment messages = TestData.random(arena, (long) most * length);
      int few = Math.min(most, CPU_MESSAGES);
      library(plan, figures, length, JdkSha256.copy(messages.asSlice(0, (long) few * length)));
      Contest contest = new Contest(session);
      contest.cpuLoop(workload(messages, length, few).in(Memory.ordinary(arena)));
      List<Workload<Digests>> workloads =
          sizes.stream().map(n -> workload(messages, length, n)).toList();
      // Marks need the CPU's best rate, which more items than these do not raise.
      Stream<Integer> onCpu =
          plan.depth().every()
              ? sizes.stream()
              : sizes.stream().map(n -> Math.min(n, CPU_MESSAGES));
      onCpu.distinct().forEach(n -> contest.cpuEndToEnd(workload(messages, length, n)));
      contest.accelerators(workloads);
    }
  }

  private Workload<Digests> workload(MemorySegment messages, int length, int count) {
    MemorySegment some = messages.asSlice(0, (long) length * count);
    return memory ->
        batch.of(memory.holding(some), length, count, memory.room((long) count * digestBytes));
  }

  private void library(BenchPlan plan, Figures figures, int length, byte[] messages) {
    int items = messages.length / length;
    byte[] digests = new byte[items * digestBytes];
    plan.progress().accept(name + ": " + libraryName);
    for (int cores : plan.coreCounts()) {
      figures.add(
          Way.library(libraryName, cores, ""),
          items,
          Spread.measure(plan, () -> library.hash(messages, length, digests, cores)));
    }
  }

  private static void jdkSha512(byte[] messages, int length, byte[] digests, int threads) {
    Parts.run(
        threads,
        messages.length / length,
        (from, to) -> {
          try {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            for (int i = from; i < to; i++) {
              sha512.update(messages, i * length, length);
              sha512.digest(digests, i * Digests.BYTES_512, Digests.BYTES_512);
            }
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
          }
        });
  }

  private static void bouncyCastle(byte[] messages, int length, byte[] digests, int threads) {
    Parts.run(
        threads,
        messages.length / length,
        (from, to) -> {
          KeccakDigest keccak = new KeccakDigest(8 * Digests.BYTES);
          for (int i = from; i < to; i++) {
            keccak.update(messages, i * length, length);
            keccak.doFinal(digests, i * Digests.BYTES);
          }
        });
  }
}
