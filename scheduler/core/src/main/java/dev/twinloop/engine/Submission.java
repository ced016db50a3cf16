package dev.twinloop.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a task is submitted.
 *
 * @param deadline the time from now in which the task should be done. The task goes before all
 *     tasks without a deadline, and to the place that meets the deadline in 99 of 100 cases. A late
 *     task is not cancelled
 * @param traceParent the header of this name in W3C Trace Context; the task takes its trace id
 * @param waiting whether {@code submit} waits if there is no room for the task; if not, the task is
 *     refused
 * @param cancellation ends the task together with other tasks
 */
public record Submission(
    Optional<Duration> deadline,
    Optional<String> traceParent,
    boolean waiting,
    Optional<Cancellation> cancellation) {
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final Submission PLAIN =
      new Submission(Optional.empty(), Optional.empty(), false, Optional.empty());

  public Submission {
    deadline.ifPresent(
        time -> {
          if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                "submission: deadline=" + time + ", accepted: above zero");
          }
        });
    traceParent.ifPresent(
        text -> {
          if (!TRACE_PARENT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                "submission: traceParent=" + text + ", accepted: 00-<32 hex>-<16 hex>-<2 hex>");
          }
        });
  }

  /** No deadline, no trace, no waiting, no cancellation. */
  public static Submission plain() {
    return PLAIN;
  }

  /** The same with a deadline, from now on. */
  public Submission within(Duration time) {
    return new Submission(Optional.of(time), traceParent, waiting, cancellation);
  }

  /** The same as a part of a trace. */
  public Submission traced(String parent) {
    return new Submission(deadline, Optional.of(parent), waiting, cancellation);
  }

  /** The same, waiting for room instead of being refused. */
  public Submission waitingForRoom() {
    return new Submission(deadline, traceParent, true, cancellation);
  }

  /** The same under a cancellation, which other tasks may share. */
  public Submission under(Cancellation common) {
    return new Submission(deadline, traceParent, waiting, Optional.of(common));
  }

  /** The trace id that the caller gave. */
  public Optional<String> traceId() {
    return traceParent.map(text -> text.substring(3, 35));
  }
}
