package dev.twinloop.task;

/** The result of a cross-check. */
public sealed interface CheckOutcome {
  /**
   * All that was recomputed agreed.
   *
   * @param checked how many items were recomputed
   */
  record Passed(int checked) implements CheckOutcome {}

  /**
   * The device answered wrongly.
   *
   * @param item index of the item in its task
   * @param detail expected and actual value, in words
   */
  record Mismatch(long item, String detail) implements CheckOutcome {}
}
