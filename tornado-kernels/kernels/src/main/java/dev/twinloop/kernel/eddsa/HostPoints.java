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
    long from = part.slice().from();
    long to = part.slice().to();
    cores.runAll(
        (part.slice().size() + GROUP - 1) / GROUP,
        p -> {
          long first = from + (long) p * GROUP;
          int count = (int) Math.min(GROUP, to - first);
          Verdict[] verdicts = new HostVerifier(part.task()).verdicts(first, count);
          for (int i = 0; i < count; i++) {
            part.result().codes().setAtIndex(JAVA_INT, first + i, verdicts[i].code());
          }
        });
  }
}
