package dev.twinloop.ringct.bpp;

import dev.twinloop.workflow.Steps;

/** What computes with the points of range proofs: the host, or an engine by steps of a workflow. */
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
     * Whether a sum of multiples is the neutral element: of the generators; of 8 times other
     * points; and of 8 times the {@link #eighth} of commitments. Scalars of what is no point are 0.
     */
    boolean vanishes(SumScalars scalars);
  }

  /** All cores of the host. */
  static RangeArithmetic onHost() {
    return HostArithmetic::new;
  }

  /**
   * Steps of a workflow where there is an accelerator. Else, and for few points, the host: its own
   * arithmetic is faster than loops that are made for accelerators, and has the answer for few
   * before a device has begun.
   */
  static RangeArithmetic on(Steps steps) {
    return (commitments, others) ->
        steps.accelerated() && others.length >= TaskArithmetic.LEAST_BYTES
            ? new TaskArithmetic(steps, commitments, others)
            : new HostArithmetic(commitments, others);
  }
}
