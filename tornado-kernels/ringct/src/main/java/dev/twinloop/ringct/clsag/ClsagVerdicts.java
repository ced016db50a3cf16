package dev.twinloop.ringct.clsag;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.data.VerdictList;

/** What was found about each signature of a batch, in order. Immutable once its task is done. */
public final class ClsagVerdicts extends VerdictList<Verdict> {
  ClsagVerdicts(long count) {
    super(count);
  }

  @Override
  protected Verdict verdict(int code) {
    return Verdict.ofCode(code);
  }

  void set(long index, Verdict verdict) {
    codes().setAtIndex(JAVA_INT, index, verdict.code());
  }
}
