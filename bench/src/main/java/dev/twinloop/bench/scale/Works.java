package dev.twinloop.bench.scale;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.bench.Signed;
import dev.twinloop.bench.SignedMessage;
import dev.twinloop.bench.TestData;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.eddsa.Ed25519Batch;
import dev.twinloop.kernel.eddsa.Rule;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The works that are measured; input and long results lie in memory that devices use where it is.
 */
public enum Works {
  SHA256 {
    @Override
    Work work(int less) {
      int count = 1 << (24 - less);
      return new TaskWork(named(count), count, scheduler -> List.of(sha256(scheduler, count)));
    }
  },
  ECDSA {
    @Override
    Work work(int less) {
      int count = 1 << (21 - less);
      return new TaskWork(named(count), count, scheduler -> List.of(ecdsa(scheduler, count)));
    }
  },
  ED25519 {
    @Override
    Work work(int less) {
      int count = 1 << (21 - less);
      return new TaskWork(named(count), count, scheduler -> List.of(ed25519(scheduler, count)));
    }
  },
  /** Sixteen transforms at a time. */
  NTT {
    @Override
    Work work(int less) {
      long items = (long) TRANSFORMS << (20 - less);
      return new TaskWork(named(items), items, scheduler -> transforms(scheduler, 20 - less));
    }
  },
  MSM {
    @Override
    Work work(int less) {
      int count = 1 << (22 - less);
      return new TaskWork(named(count), count, scheduler -> List.of(msm(scheduler, count)));
    }
  },
  MSM_LARGE {
    @Override
    Work work(int less) {
      int count = 1 << (24 - less);
      return new TaskWork(named(count), count, scheduler -> List.of(msm(scheduler, count)));
    }
  },
  /** Many proofs of 2^18 rows. */
  PROOFS {
    @Override
    Work work(int less) {
      return new ProofWork("proofs of 2^" + (18 - less) + " rows", 1 << (18 - less), 24);
    }
  },
  /** One proof of 2^22 rows. */
  PROOF {
    @Override
    Work work(int less) {
      return new ProofWork("one proof of 2^" + (22 - less) + " rows", 1 << (22 - less), 1);
    }
  };

  private static final int MESSAGE = 64;
  private static final int TRANSFORMS = 16;
  private static final int SAMPLES = 256;

  /** The work; its sizes are divided by 2^less. */
  abstract Work work(int less);

  String named(long count) {
    String power =
        Long.bitCount(count) == 1 ? "2^" + Long.numberOfTrailingZeros(count) : Long.toString(count);
    return toString() + " " + power;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static MemorySegment random(HybridScheduler scheduler, long bytes) {
    MemorySegment memory = scheduler.allocate(bytes);
    try (Arena arena = Arena.ofConfined()) {
      memory.copyFrom(TestData.random(arena, bytes));
    }
    return memory;
  }

  private static Task<?> sha256(HybridScheduler scheduler, int count) {
    MemorySegment messages = random(scheduler, (long) MESSAGE * count);
    MemorySegment digests = scheduler.allocate(32L * count);
    return Sha256Batch.fixed(messages, MESSAGE, MESSAGE, count).into(digests);
  }

  private static Task<?> ecdsa(HybridScheduler scheduler, int count) {
    List<Signed> samples = Signed.samples(Groups.SECP256K1, SAMPLES);
    MemorySegment items = scheduler.allocate((long) count * EcdsaBatch.ITEM_BYTES);
    for (int i = 0; i < count; i++) {
      MemorySegment item = items.asSlice((long) i * EcdsaBatch.ITEM_BYTES, EcdsaBatch.ITEM_BYTES);
      samples.get(i % SAMPLES).layOut(item);
    }
    return EcdsaBatch.packed(Groups.SECP256K1, items, count, false);
  }

  private static Task<?> ed25519(HybridScheduler scheduler, int count) {
    List<SignedMessage> samples = SignedMessage.samples(SAMPLES);
    MemorySegment items = scheduler.allocate((long) count * Ed25519Batch.ITEM_BYTES);
    int length = SignedMessage.LENGTH;
    MemorySegment messages = scheduler.allocate((long) count * length);
    for (int i = 0; i < count; i++) {
      samples.get(i % SAMPLES).layOut(items, messages, i);
    }
    Records records = new Records.Fixed(messages, length, length, count);
    return Ed25519Batch.packed(items, records, Rule.RFC8032);
  }

  private static List<Task<?>> transforms(HybridScheduler scheduler, int log) {
    Transform transform = Transform.forward(Fields.BN254_SCALAR, log);
    List<Task<?>> tasks = new ArrayList<>();
    for (int t = 0; t < TRANSFORMS; t++) {
      MemorySegment elements = random(scheduler, (long) Elements.BYTES << log);
      for (long at = 0; at < elements.byteSize(); at += Elements.BYTES) {
        byte below = (byte) (elements.get(JAVA_BYTE, at) & 0x1f); // below 2^253 and the prime
        elements.set(JAVA_BYTE, at, below);
      }
      MemorySegment results = scheduler.allocate(elements.byteSize());
      tasks.add(Ntt.of(transform, elements).into(results));
    }
    return tasks;
  }

  private static Task<?> msm(HybridScheduler scheduler, int count) {
    Bases points = SquareBases.of(Groups.BN254, count, Arena.ofAuto());
    MemorySegment scalars = scheduler.allocate((long) Msm.SCALAR_BYTES * count);
    try (Arena arena = Arena.ofConfined()) {
      scalars.copyFrom(ScalarPattern.UNIFORM.scalars(Groups.BN254, count, arena));
    }
    return Msm.of(points, scalars);
  }
}
