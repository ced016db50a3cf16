package demo;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Published answers: OEIS A006577. A device must give them before the scheduler trusts it with this
 * task, and {@code twinloop --class-path own-kernel.jar doctor} asks every device for them.
 */
public final class CollatzAnswers implements KnownAnswers {
  private static final long[] NUMBERS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 27, 97, 871};
  private static final int[] STEPS = {0, 1, 7, 2, 5, 8, 16, 3, 19, 111, 118, 178};

  @Override
  public List<KnownAnswer<?>> all() {
    return List.of(new KnownAnswer<>(new Collatz(NUMBERS.clone()), CollatzAnswers::problem));
  }

  private static Optional<String> problem(int[] steps) {
    return Arrays.equals(STEPS, steps)
        ? Optional.empty()
        : Optional.of("expected=" + Arrays.toString(STEPS) + ", actual=" + Arrays.toString(steps));
  }
}
