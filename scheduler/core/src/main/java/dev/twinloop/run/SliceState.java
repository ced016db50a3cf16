package dev.twinloop.run;

/**
 * The life cycle of a slice. {@link #after} is the only way from one state to another.
 *
 * <pre>
 *   Waiting ── place ──▶ Placed ── run ──▶ Running ── check ──▶ Checking ── pass ──▶ Done
 *      ▲                   │                 │                     │                  │
 *      │                   └──── fail ───────┴─────── fail ────────┤            doubt │
 *      │                                                           ▼                  ▼
 *      └────────────────────────── again ◀────────────────────── Again ◀── again ── Doubted
 * </pre>
 *
 * A slice that is done becomes doubted when its device gives wrong answers. Its items are then
 * computed again at another place, whatever their own check said.
 */
public enum SliceState {
  /** The slice has no place yet. */
  WAITING,
  /** A thread has the slice, but has written nothing yet. */
  PLACED,
  /** The slice is being encoded, run and decoded. */
  RUNNING,
  /** Some of the slice is being recomputed. */
  CHECKING,
  /** The slice's part of the result is right, as far as is known. */
  DONE,
  /** The slice's device gave wrong answers: its results cannot be trusted. */
  DOUBTED,
  /** The run of the slice was thrown away. */
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
   * @throws IllegalStateException if the cue is not possible in this state
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
