package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Session;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.ringct.clsag.ClsagJudge;
import dev.twinloop.ringct.clsag.ClsagVerdicts;

/** Ring signatures judged by a session's scheduler. */
final class Judging {
  private Judging() {}

  static ClsagJudge in(Session session) {
    return ClsagJudge.byTasks(
        batch -> {
          TaskHandle<ClsagVerdicts> handle = session.submit(batch);
          return () -> session.await(handle).value();
        });
  }
}
