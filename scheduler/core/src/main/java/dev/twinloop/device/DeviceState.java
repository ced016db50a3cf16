package dev.twinloop.device;

import dev.twinloop.engine.HardwareCaps;

/**
 * The life cycle of a device. {@link #after} is the only way from one state to another.
 *
 * <pre>
 *                        absent
 *             Starting ─────────▶ Unavailable
 *   want      ▲ ▲  │ up ▲              │
 *   Unknown ──┘ │  ▼    └── want, late ┘
 *               │ Trial ── proven ──▶ Ready
 *  want, cooled │  │ lost              │ lost
 *               │  ▼                   │
 *               CoolingDown ◀──────────┘ ◀── lost ── Starting
 *
 *   close: every state ──▶ Closed
 * </pre>
 *
 * Times are those of the scheduler's monotonic clock, in nanoseconds.
 */
public sealed interface DeviceState {
  /** No caller has asked for the device yet. */
  record Unknown() implements DeviceState {}

  /** Its worker is starting. */
  record Starting(long sinceNs) implements DeviceState {}

  /** The device must pass its known-answer tests before it gets work. */
  record Trial(long sinceNs) implements DeviceState {}

  /**
   * The device is up and trusted.
   *
   * @param caps as its driver describes it
   * @param slots how many leases keep it busy; it never gives out more at the same time
   */
  record Ready(HardwareCaps caps, int slots) implements DeviceState {}

  /**
   * The device failed and gets no work. Its own thread starts it again after {@code untilNs} if it
   * is wanted.
   */
  record CoolingDown(long untilNs, String why) implements DeviceState {}

  /**
   * The device cannot be started here (no SDK, no such device).
   *
   * @param retryNs after this time, it is tried again when a caller asks for it
   * @param why what is missing, and the remedy
   */
  record Unavailable(long retryNs, String why) implements DeviceState {}

  /** The device is closed for ever. */
  record Closed() implements DeviceState {}

  /** What happens to a device. */
  sealed interface Cue {
    /** A caller asks for the device, at this time. */
    record Want(long nowNs) implements Cue {}

    /** Its worker is up. */
    record Up(long nowNs) implements Cue {}

    /** The device passed its known-answer tests. */
    record Proven(HardwareCaps caps, int slots) implements Cue {}

    /** The device failed: in its start, its trial or its work. */
    record Lost(long untilNs, String why) implements Cue {}

    /** The device cannot be started on this machine. */
    record Absent(long retryNs, String why) implements Cue {}

    /** The scheduler is closed. */
    record Close() implements Cue {}
  }

  /**
   * The state that follows. It is this state if the cue asks for what is already there.
   *
   * @throws IllegalStateException if the cue is not possible in this state
   */
  default DeviceState after(Cue cue) {
    return switch (cue) {
      case Cue.Close _ -> new Closed();
      case Cue.Want want -> wanted(want.nowNs());
      case Cue.Up up when this instanceof Starting -> new Trial(up.nowNs());
      case Cue.Proven proven when this instanceof Trial -> new Ready(proven.caps(), proven.slots());
      case Cue.Lost lost
          when this instanceof Starting || this instanceof Trial || this instanceof Ready ->
          new CoolingDown(lost.untilNs(), lost.why());
      case Cue.Absent absent when this instanceof Starting ->
          new Unavailable(absent.retryNs(), absent.why());
      case Cue.Up _, Cue.Proven _, Cue.Lost _, Cue.Absent _ ->
          throw new IllegalStateException("device: state=" + this + ", cue=" + cue);
    };
  }

  private DeviceState wanted(long nowNs) {
    return switch (this) {
      case Unknown _ -> new Starting(nowNs);
      case CoolingDown cooling when nowNs - cooling.untilNs() >= 0 -> new Starting(nowNs);
      case Unavailable gone when nowNs - gone.retryNs() >= 0 -> new Starting(nowNs);
      case CoolingDown _, Unavailable _, Starting _, Trial _, Ready _, Closed _ -> this;
    };
  }
}
