package dev.twinloop.task;

/**
 * A check of a slice that began before the slice's result was ready. Only one thread at a time may
 * use it, and it ends once.
 *
 * @param <R> the task's result
 */
@FunctionalInterface
public interface PendingCheck<R> {
  /** Compares with the decoded slice, and recomputes more where the sampler says so. */
  CheckOutcome against(R result);
}
