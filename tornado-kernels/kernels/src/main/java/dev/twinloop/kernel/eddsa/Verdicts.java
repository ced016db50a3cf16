package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.data.VerdictList;

/** What was found about each signature of a batch, in order. Immutable once its task is done. */
public final class Verdicts extends VerdictList<Verdict> {
  Verdicts(long count) {
    super(count);
  }

  @Override
  protected Verdict verdict(int code) {
    return Verdict.of(code);
  }
}
