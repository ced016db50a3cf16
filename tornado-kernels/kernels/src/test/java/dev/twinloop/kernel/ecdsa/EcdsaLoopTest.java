package dev.twinloop.kernel.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.task.Task;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The kernels as the plain Java methods they are. */
class EcdsaLoopTest extends EcdsaContract {
  @Override
  protected <R> R run(Task<R> task) {
    return SequentialRun.run(task, 1 << 10);
  }

  @Test
  void knownAnswers() {
    int found = 0;
    for (KnownAnswers answers : ServiceLoader.load(KnownAnswers.class)) {
      for (KnownAnswer<?> answer : answers.all()) {
        if (answer.type().equals(EcdsaBatch.TYPE)) {
          assertEquals(Optional.empty(), problem(answer));
          found++;
        }
      }
    }
    assertEquals(4, found);
  }

  private static <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(SequentialRun.run(answer.task(), 256));
  }
}
