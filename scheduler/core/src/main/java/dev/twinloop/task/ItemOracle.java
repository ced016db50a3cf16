package dev.twinloop.task;

import java.util.Optional;

/**
 * Recomputes single items of one task by independent means. Serves one check on one thread, so it
 * may keep state (a digest, a buffer) from item to item.
 *
 * @param <R> the task's result
 */
@FunctionalInterface
public interface ItemOracle<R> {
  /**
   * What is wrong with one item.
   *
   * @param item counted from the start of the task
   * @return expected and actual value, in words; empty if the result is right
   */
  Optional<String> problem(long item, R result);

  /**
   * Recomputes the items of a slice that a sampler draws.
   *
   * @return the first mismatch, else how many items were recomputed
   */
  default CheckOutcome check(Slice slice, R result, Sampler sampler) {
    while (sampler.hasNext()) {
      long item = slice.from() + sampler.next();
      Optional<String> problem = problem(item, result);
      if (problem.isPresent()) {
        return new CheckOutcome.Mismatch(item, problem.get());
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }
}
