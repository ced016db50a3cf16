package dev.twinloop.ringct.bpp;

import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.multiples.EdwardsMultiples;
import dev.twinloop.kernel.multiples.Multiples;
import java.util.List;
import java.util.function.Function;

/** What computes with the points of range proofs: the host, or an engine by tasks. */
@FunctionalInterface
public interface RangeArithmetic {
  /**
   * Decodes the points of some proofs.
   *
   * @param commitments 32 bytes each, one behind the other
   * @param others likewise: points that are on the chain divided by 8
   */
  Points decode(byte[] commitments, byte[] others);

  /** Points of proofs, by their places. */
  interface Points {
    /** Whether a commitment is a point. */
    boolean isCommitment(int index);

    /** Whether another one is. */
    boolean isOther(int index);

    /** The encoding of a commitment divided by 8: times an integer that is 1/8 modulo l. */
    byte[] eighth(int index);

    /**
     * Whether a sum of multiples is the neutral element: of the generators; of 8 times the others
     * from {@code firstOther} on; and of 8 times the {@link #eighth} of commitments from {@code
     * firstCommitment} on. Scalars of what is no point are 0.
     */
    boolean vanishes(
        List<EdwardsScalar> generators,
        List<EdwardsScalar> commitments,
        int firstCommitment,
        List<EdwardsScalar> others,
        int firstOther);
  }

  /** All cores of the host. */
  static RangeArithmetic onHost() {
    return HostArithmetic::new;
  }

  /** Tasks of an engine. */
  static RangeArithmetic on(ExecutionEngine engine) {
    return byTasks(
        task -> engine.submit(task).await().value(), task -> engine.submit(task).await().value());
  }

  /**
   * Tasks of an engine; few points are left to the host, which has the answer before a device has
   * begun. Worth while where there is an accelerator.
   *
   * @param multiples runs such a task
   * @param sums runs such a task
   */
  static RangeArithmetic byTasks(
      Function<EdwardsMultiples, Multiples> multiples, Function<Msm, MsmSums> sums) {
    return (commitments, others) ->
        others.length < TaskArithmetic.LEAST_BYTES
            ? new HostArithmetic(commitments, others)
            : new TaskArithmetic(multiples, sums, commitments, others);
  }
}
