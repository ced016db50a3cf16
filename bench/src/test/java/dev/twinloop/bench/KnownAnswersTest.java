package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Program;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A device asks each provider for the known answers of one program, and must get them all. */
class KnownAnswersTest {
  private static final List<KnownAnswers> PROVIDERS =
      ServiceLoader.load(KnownAnswers.class).stream().map(ServiceLoader.Provider::get).toList();

  @Test
  void eachProviderFindsItsAnswersByTheirProgram() {
    assertFalse(PROVIDERS.isEmpty());
    for (KnownAnswers provider : PROVIDERS) {
      List<KnownAnswer<?>> all = provider.all();
      all.stream()
          .map(answer -> answer.task().program().program())
          .collect(Collectors.groupingBy(program -> program, Collectors.counting()))
          .forEach(
              (program, count) ->
                  assertEquals((int) (long) count, provider.of(program).size(), program::toString));
    }
  }

  @Test
  void noOtherProviderAnswersForAProgram() {
    Program<?, ?> first = PROVIDERS.getFirst().all().getFirst().task().program().program();
    for (KnownAnswers other : PROVIDERS.subList(1, PROVIDERS.size())) {
      assertEquals(List.of(), other.of(first), () -> other + " for " + first);
    }
  }
}
