package dev.twinloop.run;

/**
 * Where a slice is in its life. {@link #after} is the only way from one state to another.
 *
 * <pre>
 *   Waiting ── place ──▶ Placed ── run ──▶ Running ── check ──▶ Checking ── pass ──▶ Done
 *      ▲                   │                 │                     │                  │
 *      │                   └──── fail ───────┴─────── fail ────────┤            doubt │
 *      │                                                           ▼                  ▼
 *      └────────────────────────── again ◀────────────────────── Again ◀── again ── Doubted
 * </pre>
 *
 * A slice that is done is doubted when its device is caught lying: its items are computed again
 * elsewhere, whatever their own check said.
 */
public enum SliceState {
  /** It has no place yet. */
  WAITING,
  /** A thread has it, nothing was written yet. */
  PLACED,
  /** It is encoded, run and decoded. */
  RUNNING,
  /** Some of it is recomputed. */
  CHECKING,
  /** Its part of the result is right as far as is known. */
  DONE,
  /** Its device was caught lying: what it delivered is worth nothing. */
  DOUBTED,
  /** Its run was thrown away. */
  AGAIN;

  /** What happens to a slice. */
  public enum Cue {
    PLACE,
    RUN,
    CHECK,
    PASS,
    FAIL,
    DOUBT,
    AGAIN
  }

  /**
   * The state that follows.
   *
   * @throws IllegalStateException if the cue makes no sense in this state
   */
  public SliceState after(Cue cue) {
    SliceState next =
        switch (this) {
          case WAITING -> cue == Cue.PLACE ? PLACED : null;
          case PLACED -> cue == Cue.RUN ? RUNNING : cue == Cue.FAIL ? AGAIN : null;
          case RUNNING -> cue == Cue.CHECK ? CHECKING : cue == Cue.FAIL ? AGAIN : null;
          case CHECKING -> cue == Cue.PASS ? DONE : cue == Cue.FAIL ? AGAIN : null;
          case DONE -> cue == Cue.DOUBT ? DOUBTED : null;
          case DOUBTED -> cue == Cue.AGAIN ? AGAIN : null;
          case AGAIN -> cue == Cue.AGAIN ? WAITING : null;
        };
    if (next == null) {
      throw new IllegalStateException("slice: state=" + this + ", cue=" + cue);
    }
    return next;
  }
}
