package dev.twinloop.task;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;

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
   * An oracle for results that hold one int an item.
   *
   * @param expected recomputes one item by independent means
   * @param ints finds all items in the result
   */
  static <R> ItemOracle<R> ofInts(LongToIntFunction expected, Function<R, int[]> ints) {
    return (item, result) -> comparing(expected.applyAsInt(item), ints.apply(result)[(int) item]);
  }

  /**
   * An oracle for results that hold one long an item.
   *
   * @param expected recomputes one item by independent means
   * @param longs finds all items in the result
   */
  static <R> ItemOracle<R> ofLongs(LongUnaryOperator expected, Function<R, long[]> longs) {
    return (item, result) -> comparing(expected.applyAsLong(item), longs.apply(result)[(int) item]);
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
    return (item, result) ->
        comparing(hex.formatHex(expected.apply(item)), hex.formatHex(actual.apply(item, result)));
  }

  private static Optional<String> comparing(Object expected, Object actual) {
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of("expected=" + expected + ", actual=" + actual);
  }

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
