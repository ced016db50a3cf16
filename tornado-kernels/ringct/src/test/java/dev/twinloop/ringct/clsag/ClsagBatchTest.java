package dev.twinloop.ringct.clsag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.rules.KernelReport;
import dev.twinloop.rules.KernelRules;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The kernels as loops on the CPU; the check, the host body, and what a task refuses. */
class ClsagBatchTest extends ClsagContract {
  private final CpuEngine cpu = new CpuEngine();

  @Override
  protected <R> R run(Task<R> task) {
    return cpu.submit(task).await().value();
  }

  @AfterAll
  void close() {
    cpu.close();
  }

  private static ClsagBatch batch(int ringSize) throws Exception {
    ClsagItems items = new ClsagItems(ringSize, 1);
    for (ClsagVectors.Case each : ClsagVectors.own()) {
      if (each.statement().problem().valid() && each.statement().ring().size() == ringSize) {
        items.add(each.statement());
      }
    }
    return items.verify();
  }

  @Test
  void theHostBodyGivesTheLoopsVerdicts() throws Exception {
    ClsagBatch batch = batch(4);
    ClsagVerdicts expected = run(batch);
    ClsagVerdicts actual = new ClsagVerdicts(batch.count());
    HostBody<ClsagBatch, ClsagVerdicts> body = new ClsagProgram(4).hostBody().orElseThrow();
    body.compute(new HostBody.Part<>(batch, new Slice(0, batch.count()), actual), Cores.one());
    for (int i = 0; i < batch.count(); i++) {
      assertEquals(expected.get(i), actual.get(i));
    }
  }

  /** Small rings go round by round, two launches each; large ones in one kernel. */
  @Test
  void aLargeRingGoesRoundInOneKernel() throws Exception {
    assertEquals(3, launches(new ClsagProgram(128), 1));
    assertEquals(3, launches(new ClsagProgram(16), 1 << 16));
    assertEquals(2 + 2 * 16, launches(new ClsagProgram(16), 1 << 15));
    ClsagBatch batch = batch(128);
    assertEquals(Verdict.VALID, run(batch).get(0));
    byte[] packed = batch.packed(0);
    packed[new ClsagLayout(128).s(127)] ^= 1;
    MemorySegment wrong = Arena.ofAuto().allocate(packed.length, 64);
    wrong.copyFrom(MemorySegment.ofArray(packed));
    assertEquals(Verdict.of(Finding.RING_OPEN), run(new ClsagBatch(128, wrong, 1)).get(0));
  }

  private static int launches(ClsagProgram program, int capacity) {
    return program.stages(capacity).stream().mapToInt(stage -> stage.launches().size()).sum();
  }

  /** The challenges of the host's own arithmetic, as a device would write them. */
  private static MemorySegment challenges(ClsagBatch batch) {
    int n = batch.ringSize();
    byte[] all = new byte[(int) batch.count() * 32 * n];
    for (int item = 0; item < batch.count(); item++) {
      if (Ring.decode(batch.packed(item), n) instanceof Ring.Decoded.Good good) {
        var c = good.ring().first();
        for (int i = 0; i < n && good.ring().vet(i).valid(); i++) {
          c = good.ring().next(i, c);
          System.arraycopy(c.toBytes(), 0, all, 32 * (item * n + i), 32);
        }
      }
    }
    return MemorySegment.ofArray(all);
  }

  private static CheckOutcome check(
      ClsagBatch batch, ClsagVerdicts said, MemorySegment challenges, long seed, double rate) {
    Slice slice = new Slice(0, batch.count());
    Challenges evidence = new Challenges(batch.ringSize());
    evidence.keep(slice, challenges);
    Sampler sampler = Sampler.exact(new SplittableRandom(seed), slice.size(), rate);
    return new ClsagProgram(batch.ringSize()).check(batch, slice, said, evidence, sampler);
  }

  @Test
  void theCheckPassesWhatIsRightRoundByRoundAndWhole() throws Exception {
    ClsagBatch batch = batch(4);
    ClsagVerdicts right = run(batch);
    MemorySegment challenges = challenges(batch);
    for (double rate : new double[] {0.9, 1}) {
      for (int seed = 0; seed < 3; seed++) {
        CheckOutcome outcome = check(batch, right, challenges, seed, rate);
        assertTrue(
            outcome instanceof CheckOutcome.Passed(var checked) && checked > 25, "" + outcome);
      }
    }
  }

  /** One wrong challenge is met by the round that ends with it and the one that begins with it. */
  @Test
  void theCheckFindsOneWrongRoundAsOftenAsTheorySays() throws Exception {
    ClsagItems items = new ClsagItems(16, 1);
    items.add(ClsagVectors.good());
    items.add(ClsagVectors.good());
    ClsagBatch batch = items.verify();
    ClsagVerdicts right = run(batch);
    byte[] wrong = challenges(batch).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    wrong[32 * 5] ^= 1;
    wrong[32 * 21] ^= 1;
    int found = 0;
    int samples = 120;
    for (int seed = 0; seed < samples; seed++) {
      CheckOutcome outcome = check(batch, right, MemorySegment.ofArray(wrong), seed, 0.5);
      found += outcome instanceof CheckOutcome.Mismatch ? 1 : 0;
    }
    // Two of 16 rounds: 15 expected, and 4 deviations of 3.6 to both sides.
    assertTrue(found >= 2 && found <= 30, found + " of " + samples);
  }

  @Test
  void theCheckFindsEveryWrongVerdict() throws Exception {
    ClsagBatch batch = batch(4);
    MemorySegment challenges = challenges(batch);
    ClsagVerdicts right = run(batch);
    for (Verdict other :
        List.of(
            Verdict.VALID,
            Verdict.of(Finding.RING_OPEN),
            Verdict.of(Finding.KEY_IMAGE_TORSION),
            Verdict.of(Finding.ZERO_CHALLENGE),
            new Verdict(Finding.KEY_NO_POINT, 3))) {
      for (int item = 0; item < batch.count(); item += 7) {
        if (!right.get(item).equals(other)) {
          ClsagVerdicts wrong = new ClsagVerdicts(batch.count());
          for (int i = 0; i < batch.count(); i++) {
            wrong.set(i, right.get(i));
          }
          wrong.set(item, other);
          CheckOutcome outcome = check(batch, wrong, challenges, item, 0.99);
          boolean missed =
              outcome instanceof CheckOutcome.Passed(var checked) && checked < batch.count();
          assertTrue(outcome instanceof CheckOutcome.Mismatch || missed, other + ": " + outcome);
        }
      }
    }
  }

  @Test
  void challengesOfTheLastSlicesAreKept() {
    Challenges challenges = new Challenges(1);
    MemorySegment bytes = MemorySegment.ofArray(new byte[32]);
    for (int i = 0; i < 20; i++) {
      challenges.keep(new Slice(i, i + 1), bytes);
    }
    assertEquals(null, challenges.take(new Slice(0, 1)));
    Challenges.Kept last = Objects.requireNonNull(challenges.take(new Slice(19, 20)));
    assertTrue(Arrays.equals(new byte[32], last.item(0)));
    assertEquals(null, challenges.take(new Slice(19, 20)));
  }

  /** Of large slices one item of sixteen is kept, with its own challenges. */
  @Test
  void ofLargeSlicesSomeItemsAreKept() {
    int items = 5000;
    byte[] all = new byte[32 * items];
    for (int i = 0; i < items; i++) {
      all[32 * i] = (byte) i;
      all[32 * i + 1] = (byte) (i >> 8);
    }
    Challenges challenges = new Challenges(1);
    challenges.keep(new Slice(7, 7 + items), MemorySegment.ofArray(all));
    Challenges.Kept kept = Objects.requireNonNull(challenges.take(new Slice(7, 7 + items)));
    assertEquals(313, kept.places().length);
    for (int index = 0; index < items; index++) {
      int group = kept.group(index);
      int place = kept.places()[group];
      assertEquals(index / 16, place / 16);
      assertTrue(
          Arrays.equals(Arrays.copyOfRange(all, 32 * place, 32 * place + 32), kept.item(group)));
    }
  }

  @Test
  void theKnownAnswersAreRight() {
    for (KnownAnswer<?> answer : new ClsagKnownAnswers().all()) {
      expectRight(answer);
    }
  }

  private <R> void expectRight(KnownAnswer<R> answer) {
    assertEquals(Optional.empty(), answer.problem().apply(run(answer.task())));
  }

  @Test
  void badTasksAreRefused() {
    MemorySegment data = MemorySegment.ofArray(new byte[1696]);
    assertEquals(1, new ClsagBatch(16, data, 1).items());
    assertThrows(IllegalArgumentException.class, () -> new ClsagBatch(16, data, 2));
    assertThrows(IllegalArgumentException.class, () -> new ClsagBatch(16, data, 0));
    assertThrows(IllegalArgumentException.class, () -> new ClsagBatch(17, data, 1));
    assertThrows(IllegalArgumentException.class, () -> new ClsagBatch(0, data, 1));
    assertThrows(IllegalArgumentException.class, () -> new ClsagBatch(1025, data, 1));
    assertThrows(IllegalArgumentException.class, () -> new ClsagItems(4, 0));
    assertThrows(IllegalArgumentException.class, () -> new ClsagItems(4, 1).verify());
  }

  @Test
  void kernelsKeepTheRules() throws Exception {
    Path classes =
        Path.of(ClsagProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    KernelReport report = KernelRules.check(classes, ClsagProgram.class.getClassLoader());
    assertEquals(5, report.kernels().size());
    report.assertKept();
  }
}
