package dev.twinloop.ringct.clsag;

import dev.twinloop.workflow.Steps;
import dev.twinloop.workflow.Workflow;
import java.util.List;
import java.util.function.Supplier;

/** Verifies many ring signatures, of any ring sizes: on the host, or by steps of a workflow. */
@FunctionalInterface
public interface ClsagJudge {
  /**
   * Begins to verify, if there are means to do so beside the caller.
   *
   * @return what waits for the findings about each, in order
   */
  Supplier<List<Verdict>> begin(List<ClsagStatement> statements);

  /** What is found about each, in order. */
  default List<Verdict> judge(List<ClsagStatement> statements) {
    return begin(statements).get();
  }

  /** All cores of the host, by {@link ClsagVerifier}, once the findings are asked for. */
  static ClsagJudge onHost() {
    return statements -> () -> statements.parallelStream().map(ClsagVerifier::verify).toList();
  }

  /** Steps of a workflow: a {@link ClsagBatch} for each ring size, side by side. */
  static ClsagJudge on(Steps steps) {
    return statements -> RingSizes.begin(statements, steps);
  }

  /** A workflow that verifies these. */
  static Workflow<List<Verdict>> workflow(List<ClsagStatement> statements) {
    return Workflow.named(
        "ring-signatures", statements.size(), steps -> on(steps).judge(statements));
  }
}
