package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Slice;
import dev.twinloop.zk.Sets;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SumsKnownAnswersTest {
  /** The loops of all kernels of a proof in one run, on the CPU. */
  @Test
  void theCpuKnowsThem() {
    List<KnownAnswer<?>> answers =
        ServiceLoader.load(KnownAnswers.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(SumsKnownAnswers.class::isInstance)
            .<KnownAnswer<?>>flatMap(one -> one.all().stream())
            .toList();
    assertEquals(2, answers.size());
    try (HybridScheduler cpu =
        HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (KnownAnswer<?> answer : answers) {
        assertEquals(SumsTask.TYPE, answer.type());
        assertEquals(Optional.empty(), answer.problemOn(cpu));
      }
    }
  }

  @Test
  void aWrongSumIsNoticed() {
    KnownAnswer<?> answer = new SumsKnownAnswers().all().getFirst();
    assertTrue(wrong(answer).orElseThrow().startsWith("zk prove: multiplier-bn254: expected="));
  }

  @SuppressWarnings("unchecked")
  private static Optional<String> wrong(KnownAnswer<?> answer) {
    SumsTask task = (SumsTask) answer.task();
    SumsResult result = new SumsResult();
    var curve = task.key().zkey().curve();
    var one = curve.g1().generator();
    ProverSums wrong = new ProverSums(one, one, curve.g2().generator(), one, one);
    result.put(new Slice(0, 1), wrong);
    return ((KnownAnswer<SumsResult>) answer).problem().apply(result);
  }

  @Test
  void keysAndWitnessesAreThoseOfTheVectors() throws IOException {
    for (String curve : List.of("bn254", "bls12381")) {
      for (String kind : List.of("zkey", "wtns")) {
        String file = kind.equals("zkey") ? "circuit.zkey" : "witness.wtns";
        try (InputStream in =
            SumsKnownAnswers.class.getResourceAsStream("multiplier-" + curve + "." + kind)) {
          assertTrue(in != null, curve + "." + kind);
          assertArrayEquals(Sets.bytes(curve + "/multiplier/" + file), in.readAllBytes());
        }
      }
    }
  }
}
