package dev.twinloop.task;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;

/**
 * Recomputes single items of one task by independent means. An oracle is for one check on one
 * thread, so it may keep state (a digest, a buffer) from item to item.
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
   * Recomputes an item while a device computes it. {@link #problem} may be called for the same item
   * next. An oracle that needs the result for this does nothing.
   *
   * @param item counted from the start of the task
   */
  default void foresee(long item) {}

  /**
   * Compares an item with what is expected of it.
   *
   * @param <R> the task's result
   * @param <E> what is expected of an item
   */
  @FunctionalInterface
  interface Comparison<R, E> {
    /**
     * What is wrong with one item.
     *
     * @param item counted from the start of the task
     * @return expected and actual value, in words; empty if the result is right
     */
    Optional<String> problem(long item, E expected, R result);
  }

  /**
   * An oracle that recomputes an item without the result. So it can do this while a device
   * computes.
   *
   * @param expected recomputes one item by independent means
   * @param comparison with the result
   */
  static <R, E> ItemOracle<R> of(LongFunction<E> expected, Comparison<R, E> comparison) {
    return new Foreseen<>(expected, comparison);
  }

  /**
   * An oracle for results that hold one int an item.
   *
   * @param expected recomputes one item by independent means
   * @param ints finds all items in the result
   */
  static <R> ItemOracle<R> ofInts(LongToIntFunction expected, Function<R, int[]> ints) {
    return of(
        expected::applyAsInt,
        (item, value, result) -> comparing(value, ints.apply(result)[(int) item]));
  }

  /**
   * An oracle for results that hold one long an item.
   *
   * @param expected recomputes one item by independent means
   * @param longs finds all items in the result
   */
  static <R> ItemOracle<R> ofLongs(LongUnaryOperator expected, Function<R, long[]> longs) {
    return of(
        expected::applyAsLong,
        (item, value, result) -> comparing(value, longs.apply(result)[(int) item]));
  }

  /**
   * An oracle for results that hold bytes of one length an item.
   *
   * @param expected recomputes one item by independent means
   * @param actual copies one item out of the result
   */
  static <R> ItemOracle<R> ofBytes(
      LongFunction<byte[]> expected, BiFunction<Long, R, byte[]> actual) {
    HexFormat hex = HexFormat.of();
    return of(
        expected,
        (item, value, result) ->
            comparing(hex.formatHex(value), hex.formatHex(actual.apply(item, result))));
  }

  private static Optional<String> comparing(Object expected, Object actual) {
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of("expected=" + expected + ", actual=" + actual);
  }

  /**
   * Recomputes the items of a slice that a sampler draws.
   *
   * @return the first mismatch; or how many items were recomputed if there is no mismatch
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

  /**
   * Draws the first item and recomputes it, before the result is there.
   *
   * @return the rest of the {@link #check}
   */
  default PendingCheck<R> begin(Slice slice, Sampler sampler) {
    if (!sampler.hasNext()) {
      return result -> check(slice, result, sampler);
    }
    long first = slice.from() + sampler.next();
    foresee(first);
    return result ->
        problem(first, result)
            .<CheckOutcome>map(what -> new CheckOutcome.Mismatch(first, what))
            .orElseGet(() -> check(slice, result, sampler));
  }
}
