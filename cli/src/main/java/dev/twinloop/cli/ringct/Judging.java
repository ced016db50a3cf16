package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Session;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.ringct.bpp.RangeArithmetic;
import dev.twinloop.ringct.clsag.ClsagJudge;
import dev.twinloop.ringct.clsag.ClsagVerdicts;

/** Ring signatures and range proofs judged by a session's scheduler. */
final class Judging {
  private Judging() {}

  static ClsagJudge in(Session session) {
    return ClsagJudge.byTasks(
        batch -> {
          TaskHandle<ClsagVerdicts> handle = session.submit(batch);
          return () -> session.await(handle).value();
        });
  }

  /**
   * Points of range proofs: by tasks where there is an accelerator, else on the host, whose own
   * arithmetic is faster than loops that are made for accelerators.
   */
  static RangeArithmetic points(Session session) {
    RangeArithmetic tasks =
        RangeArithmetic.byTasks(
            task -> session.await(session.submit(task)).value(),
            task -> session.await(session.submit(task)).value());
    RangeArithmetic host = RangeArithmetic.onHost();
    return (commitments, others) ->
        (session.scheduler().loads().isEmpty() ? host : tasks).decode(commitments, others);
  }
}
