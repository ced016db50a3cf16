package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;

/** What was found about each signature of a batch, in order. Immutable once its task is done. */
public final class Verdicts extends VerdictList<Verdict> {
  private Verdicts(MemorySegment codes, long count) {
    super(codes, count);
  }

  static Verdicts allocate(long count) {
    return new Verdicts(ResultMemory.allocate(count * Integer.BYTES), count);
  }

  @Override
  protected Verdict verdict(int code) {
    return Verdict.of(code);
  }
}
