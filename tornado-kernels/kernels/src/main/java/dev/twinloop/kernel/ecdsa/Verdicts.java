package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** What was found about each signature of a batch, in order. Immutable once its task is done. */
public final class Verdicts {
  private final MemorySegment codes;
  private final long count;

  private Verdicts(MemorySegment codes, long count) {
    this.codes = codes;
    this.count = count;
  }

  static Verdicts allocate(long count) {
    return new Verdicts(ResultMemory.allocate(count * 4), count);
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /**
   * What was found about one signature.
   *
   * @throws IndexOutOfBoundsException if there is no such signature
   */
  public Verdict get(long index) {
    return Verdict.of(codes().getAtIndex(JAVA_INT, Objects.checkIndex(index, count)));
  }

  /** Whether one signature is good. */
  public boolean valid(long index) {
    return get(index).valid();
  }

  /** How many are good. */
  public long validCount() {
    MemorySegment all = codes();
    long valid = 0;
    for (long i = 0; i < count; i++) {
      valid += all.getAtIndex(JAVA_INT, i) == Verdict.VALID.code() ? 1 : 0;
    }
    return valid;
  }

  MemorySegment codes() {
    return codes;
  }
}
