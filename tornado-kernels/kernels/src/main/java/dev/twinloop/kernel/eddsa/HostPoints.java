package dev.twinloop.kernel.eddsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;

/** Verifies a slice with host points on all cores: faster on a CPU than the loops. */
record HostPoints() implements HostBody<Ed25519Batch, Verdicts> {
  /** Items that share one inversion: a part of about a millisecond. */
  private static final int GROUP = 16;

  @Override
  public void compute(Part<Ed25519Batch, Verdicts> part, Cores cores) {
    part.inGroups(
        GROUP,
        cores,
        (from, to) -> {
          Verdict[] verdicts = new HostVerifier(part.task()).verdicts(from, (int) (to - from));
          for (int i = 0; i < verdicts.length; i++) {
            part.result().codes().setAtIndex(JAVA_INT, from + i, verdicts[i].code());
          }
        });
  }
}
