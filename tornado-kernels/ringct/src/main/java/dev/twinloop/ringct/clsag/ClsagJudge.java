package dev.twinloop.ringct.clsag;

import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.TaskHandle;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Verifies many ring signatures, of any ring sizes: on the host, or by tasks of an engine. */
@FunctionalInterface
public interface ClsagJudge {
  /** What is found about each, in order. */
  List<Verdict> judge(List<ClsagStatement> statements);

  /** All cores of the host, by {@link ClsagVerifier}. */
  static ClsagJudge onHost() {
    return statements -> statements.parallelStream().map(ClsagVerifier::verify).toList();
  }

  /** Tasks of an engine: a {@link ClsagBatch} for each ring size. */
  static ClsagJudge on(ExecutionEngine engine) {
    return byTasks(
        batch -> {
          TaskHandle<ClsagVerdicts> handle = engine.submit(batch);
          return () -> handle.await().value();
        });
  }

  /**
   * The same by whoever starts tasks.
   *
   * @param start starts a task, and returns what waits for it
   */
  static ClsagJudge byTasks(Function<ClsagBatch, Supplier<ClsagVerdicts>> start) {
    return statements -> new RingSizes(statements).judge(start);
  }
}
