package dev.twinloop.ringct.clsag;

import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Slice;

/** The same verdicts by {@link ClsagVerifier}, a signature at a time on each core. */
record ClsagBody() implements HostBody<ClsagBatch, ClsagVerdicts> {
  @Override
  public void compute(Part<ClsagBatch, ClsagVerdicts> part, Cores cores) {
    Slice slice = part.slice();
    ClsagBatch task = part.task();
    cores.runAll(
        slice.size(),
        i -> {
          long item = slice.from() + i;
          part.result().set(item, ClsagVerifier.verify(task.packed(item), task.ringSize()));
        });
  }
}
