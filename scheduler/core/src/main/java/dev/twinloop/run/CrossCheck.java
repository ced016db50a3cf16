package dev.twinloop.run;

import dev.twinloop.engine.Timings;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Recomputes a sample of each accelerator slice. Which items is decided by a generator seeded anew
 * for each slice from the system's entropy, never by the data. Thread-safe.
 */
final class CrossCheck {
  private final Sampling sampling;
  private final SecureRandom seeds = new SecureRandom();

  CrossCheck(Sampling sampling) {
    this.sampling = sampling;
  }

  /** Checks one decoded slice. */
  <R> CheckOutcome check(BoundProgram<R> program, Slice slice, R result, Timings timings) {
    if (sampling.rate() == 0) {
      return new CheckOutcome.Passed(0);
    }
    RandomGenerator random = new SplittableRandom(seeds.nextLong());
    Sampler sampler =
        sampling.exact()
            ? Sampler.exact(random, slice.size(), sampling.rate())
            : Sampler.budgeted(
                random, slice.size(), sampling.rate(), budgetNs(timings), System::nanoTime);
    return program.check(slice, result, sampler);
  }

  /** A share of the time that the slice took in its pump, so that the pump is slowed by no more. */
  private long budgetNs(Timings timings) {
    return (long)
        (sampling.budgetShare() * (timings.encodeNs() + timings.runNs() + timings.decodeNs()));
  }
}
