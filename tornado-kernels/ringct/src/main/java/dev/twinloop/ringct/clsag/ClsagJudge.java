package dev.twinloop.ringct.clsag;

import java.util.List;

/** Verifies many ring signatures, of any ring sizes: on the host, or by tasks of an engine. */
@FunctionalInterface
public interface ClsagJudge {
  /** What is found about each, in order. */
  List<Verdict> judge(List<ClsagStatement> statements);

  /** All cores of the host, by {@link ClsagVerifier}. */
  static ClsagJudge onHost() {
    return statements -> statements.parallelStream().map(ClsagVerifier::verify).toList();
  }
}
