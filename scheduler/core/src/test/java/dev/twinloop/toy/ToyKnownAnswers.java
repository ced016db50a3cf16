package dev.twinloop.toy;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Twice one is two. */
public final class ToyKnownAnswers implements KnownAnswers {
  @Override
  public List<KnownAnswer<?>> all() {
    return List.of(
        new KnownAnswer<>(
            new Doubling(new int[] {1}, false),
            answer ->
                Arrays.equals(answer, new int[] {2})
                    ? Optional.empty()
                    : Optional.of("twice 1 is " + answer[0])));
  }
}
