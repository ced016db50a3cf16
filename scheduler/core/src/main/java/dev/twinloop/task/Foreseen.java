package dev.twinloop.task;

import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An oracle that needs no result to recompute an item, and so can do it beforehand.
 *
 * @param <R> the task's result
 * @param <E> what is expected of an item
 */
final class Foreseen<R, E> implements ItemOracle<R> {
  private final LongFunction<E> recompute;
  private final Comparison<R, E> comparison;
  private long item = -1;
  private @Nullable E expected;

  Foreseen(LongFunction<E> recompute, Comparison<R, E> comparison) {
    this.recompute = recompute;
    this.comparison = comparison;
  }

  @Override
  public void foresee(long which) {
    expected = recompute.apply(which);
    item = which;
  }

  @Override
  public Optional<String> problem(long which, R result) {
    E known = which == item ? expected : null;
    item = -1;
    return comparison.problem(which, known == null ? recompute.apply(which) : known, result);
  }
}
