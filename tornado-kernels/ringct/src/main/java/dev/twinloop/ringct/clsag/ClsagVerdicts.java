package dev.twinloop.ringct.clsag;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** What was found about each signature of a batch, in order. Immutable once its task is done. */
public final class ClsagVerdicts {
  private final MemorySegment codes;
  private final long count;

  private ClsagVerdicts(MemorySegment codes, long count) {
    this.codes = codes;
    this.count = count;
  }

  static ClsagVerdicts allocate(long count) {
    return new ClsagVerdicts(ResultMemory.allocate(count * JAVA_INT.byteSize()), count);
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
    return Verdict.ofCode(codes.getAtIndex(JAVA_INT, Objects.checkIndex(index, count)));
  }

  /** How many are good. */
  public long validCount() {
    long valid = 0;
    for (long i = 0; i < count; i++) {
      valid += codes.getAtIndex(JAVA_INT, i) == Verdict.VALID.code() ? 1 : 0;
    }
    return valid;
  }

  void set(long index, Verdict verdict) {
    codes.setAtIndex(JAVA_INT, index, verdict.code());
  }

  MemorySegment codes() {
    return codes;
  }
}
