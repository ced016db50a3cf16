package dev.twinloop.task;

/**
 * A check of a slice that began before the slice's result was there. For one thread at a time, to
 * be ended once.
 *
 * @param <R> the task's result
 */
@FunctionalInterface
public interface PendingCheck<R> {
  /** Compares with the decoded slice, and recomputes more where the sampler says so. */
  CheckOutcome against(R result);
}
