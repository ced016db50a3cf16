package dev.twinloop.kernel.eddsa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.task.Task;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The kernels as the plain Java methods they are. */
class Ed25519LoopTest extends Ed25519Contract {
  @Override
  protected <R> R run(Task<R> task) {
    return SequentialRun.run(task, 1 << 8);
  }

  @Test
  void knownAnswers() {
    int found = 0;
    for (KnownAnswers answers : ServiceLoader.load(KnownAnswers.class)) {
      for (KnownAnswer<?> answer : answers.all()) {
        if (answer.type().equals(Ed25519Batch.TYPE)) {
          assertEquals(Optional.empty(), problem(answer));
          found++;
        }
      }
    }
    assertEquals(3, found);
  }

  private static <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(SequentialRun.run(answer.task(), 256));
  }
}
