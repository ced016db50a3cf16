package dev.twinloop.ringct.clsag;

import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;

/** The same verdicts by {@link ClsagVerifier}, a signature at a time on each core. */
record ClsagBody() implements HostBody<ClsagBatch, ClsagVerdicts> {
  @Override
  public void compute(Part<ClsagBatch, ClsagVerdicts> part, Cores cores) {
    ClsagBatch task = part.task();
    part.inGroups(
        1,
        cores,
        (item, _) ->
            part.result().set(item, ClsagVerifier.verify(task.packed(item), task.ringSize())));
  }
}
