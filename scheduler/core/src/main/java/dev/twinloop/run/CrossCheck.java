package dev.twinloop.run;

import dev.twinloop.engine.Timings;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.PendingCheck;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a sample of each accelerator slice, and of each that the loop computes on the CPU
 * where the caller set the rate: the check of an own kernel must run on a machine without a device
 * too. Which items is decided by a generator seeded anew for each slice from the system's entropy,
 * never by the data. Thread-safe.
 */
final class CrossCheck {
  private final Sampling sampling;
  private final SecureRandom seeds = new SecureRandom();

  CrossCheck(Sampling sampling) {
    this.sampling = sampling;
  }

  /** Whether slices that the loop computes on the CPU are checked too. */
  boolean coversCpu() {
    return sampling.exact() && sampling.rate() > 0;
  }

  /** A check of a slice that will be computed. */
  <R> SliceCheck<R> of(BoundProgram<R> program, Slice slice) {
    return new SliceCheck<>(program, slice);
  }

  /**
   * The check of one slice. It may begin while a device computes the slice, on the thread that
   * waits for it, so that the host's time is not added to the device's; it ends, and the slice is
   * used, when the device's result was compared. For one thread.
   */
  final class SliceCheck<R> {
    private final BoundProgram<R> program;
    private final Slice slice;
    private @Nullable PendingCheck<R> pending;
    private @Nullable Sampler sampler;
    private @Nullable RuntimeException thrown;
    private long spentNs;

    SliceCheck(BoundProgram<R> program, Slice slice) {
      this.program = program;
      this.slice = slice;
    }

    /** Recomputes what it can before the result is there. What the program throws is kept. */
    void foresee() {
      if (sampling.rate() == 0) {
        return;
      }
      long start = System.nanoTime();
      try {
        Sampler chosen = sampler(slice, 0);
        pending = program.beginCheck(slice, chosen);
        sampler = chosen;
      } catch (RuntimeException e) {
        thrown = e;
      }
      spentNs = System.nanoTime() - start;
    }

    /** Checks the decoded slice. */
    CheckOutcome end(R result, Timings timings) {
      if (thrown != null) {
        throw thrown;
      }
      if (sampling.rate() == 0) {
        return new CheckOutcome.Passed(0);
      }
      Sampler begun = sampler;
      PendingCheck<R> rest = pending;
      if (begun == null || rest == null) {
        return program.check(slice, result, sampler(slice, budgetNs(timings)));
      }
      begun.grant(budgetNs(timings) - spentNs);
      return rest.against(result);
    }
  }

  private Sampler sampler(Slice slice, long budgetNs) {
    RandomGenerator random = new SplittableRandom(seeds.nextLong());
    return sampling.exact()
        ? Sampler.exact(random, slice.size(), sampling.rate())
        : Sampler.budgeted(random, slice.size(), sampling.rate(), budgetNs, System::nanoTime);
  }

  /** A share of the time that the slice took in its pump, so that the pump is slowed by no more. */
  private long budgetNs(Timings timings) {
    return (long)
        (sampling.budgetShare() * (timings.encodeNs() + timings.runNs() + timings.decodeNs()));
  }
}
