package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.msm.check.HostSums;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Slice;

/**
 * Sums over an extension on the host, with 64-bit limbs: many times as fast there as the kernels'
 * loops, whose limbs are those of accelerators.
 */
record MsmBody() implements HostBody<Msm, MsmSums> {
  @Override
  public void compute(Part<Msm, MsmSums> part, Cores cores) {
    Msm task = part.task();
    Slice slice = part.slice();
    HostSums host =
        new HostSums(
            task.bases().group(), MsmProgram.points(task, slice), MsmProgram.scalars(task, slice));
    int vector = (int) (slice.from() / task.bases().count());
    part.result().put(vector, slice, host.sum().point());
  }
}
