package dev.twinloop.run;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceReport.Fallback;
import dev.twinloop.task.Slice;
import java.util.Optional;

/** A slice on its way; guarded by its task. */
final class SliceRun {
  private final Slice slice;
  private SliceState state = SliceState.WAITING;
  private Optional<Fallback> fallback = Optional.empty();
  private String place = "";
  private long sinceNs;
  private boolean forHost;
  private String way = "";

  SliceRun(Slice slice, long nowNs) {
    this.slice = slice;
    this.sinceNs = nowNs;
  }

  Slice slice() {
    return slice;
  }

  /** The run that was thrown away before, if any. */
  Optional<Fallback> fallback() {
    return fallback;
  }

  /** What is told of a run of it that was thrown away. */
  Fallback fallback(DeviceException failure) {
    return new Fallback(place, failure.code(), String.valueOf(failure.getMessage()));
  }

  /** The device that has it, or had it last. */
  String place() {
    return place;
  }

  /** When it became ready to run. */
  long sinceNs() {
    return sinceNs;
  }

  /** Whether an earlier answer for these items was wrong, or came from a device that lies. */
  boolean wasDoubted() {
    return fallback.filter(f -> f.code() == DeviceException.Code.MISMATCH).isPresent();
  }

  void enter(SliceState.Cue cue) {
    state = state.after(cue);
  }

  void placedOn(String deviceId) {
    place = deviceId;
    enter(SliceState.Cue.PLACE);
  }

  /** Its run is thrown away; it waits for another. */
  void again(Fallback why, long nowNs) {
    if (state == SliceState.DONE) {
      enter(SliceState.Cue.DOUBT);
      enter(SliceState.Cue.AGAIN);
    } else {
      enter(SliceState.Cue.FAIL);
    }
    enter(SliceState.Cue.AGAIN);
    way = "";
    fallback = Optional.of(why);
    sinceNs = nowNs;
  }

  /** Whether no accelerator may have it any more. */
  boolean forHost() {
    return forHost;
  }

  /** How the CPU computed it: {@link Costs#LOOP} or {@link Costs#BODY}; empty elsewhere. */
  String way() {
    return way;
  }

  void way(String value) {
    way = value;
  }

  /** Keeps it from accelerators. */
  void keepOnHost() {
    forHost = true;
  }
}
