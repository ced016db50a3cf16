package dev.twinloop.run;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.SliceReport.Fallback;
import dev.twinloop.policy.Decision;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the items of a task are: every item is in exactly one place.
 *
 * <pre>
 *   unclaimed ──▶ in a run ──▶ done
 *                  │    ▲       │ its device was caught lying
 *                  ▼    │       │
 *                  again ◀──────┘
 * </pre>
 *
 * Guarded by the task.
 */
final class SliceBook {
  private static final String CAUGHT = "the device answered wrongly elsewhere in this task";

  private final Unclaimed unclaimed;
  private final Deque<SliceRun> again = new ArrayDeque<>();
  private final Set<SliceRun> runs = new HashSet<>();
  private final Map<SliceRun, SliceReport> done = new LinkedHashMap<>();
  private final Set<String> caught = new HashSet<>();
  private final Set<String> left = new HashSet<>();
  private long doneItems;

  SliceBook(BoundProgram<?> program, long items) {
    this.unclaimed = new Unclaimed(program, items);
  }

  /** Items that no place has taken yet. */
  long unclaimed() {
    return unclaimed.items();
  }

  /** Items that are done and checked. */
  long doneItems() {
    return doneItems;
  }

  /** Whether a device gets no more of this task: it answered wrongly, or failed beside others. */
  boolean gone(String deviceId) {
    return caught.contains(deviceId) || left.contains(deviceId);
  }

  /** A device failed where another can go on: it gets no more of this task. */
  void leave(String deviceId) {
    left.add(deviceId);
  }

  /** Whether something must run again that is the CPU's to do. */
  boolean againOnCpu(Decision decision) {
    return again.stream().anyMatch(slice -> forCpu(slice, decision));
  }

  private static boolean forCpu(SliceRun slice, Decision decision) {
    return slice.forHost() || decision.cpu() || decision.devices().isEmpty();
  }

  /** Whether something must run again that a device may do. */
  boolean againOnDevice() {
    return again.stream().anyMatch(slice -> !slice.forHost());
  }

  /** Whether nothing is left to begin and nothing is under way. */
  boolean idle() {
    return again.isEmpty() && unclaimed.items() == 0 && runs.isEmpty();
  }

  // ---- a run begins ----------------------------------------------------------------------------

  /** Takes a slice that must run again on the CPU. */
  Optional<SliceRun> takeAgainForCpu(Decision decision) {
    Optional<SliceRun> waiting = again.stream().filter(s -> forCpu(s, decision)).findFirst();
    waiting.ifPresent(again::remove);
    return waiting;
  }

  /** Takes a fresh slice. */
  Optional<SliceRun> take(int wantedItems, Function<Slice, Residents> residents, long nowNs) {
    return unclaimed.take(wantedItems, residents).map(slice -> new SliceRun(slice, nowNs));
  }

  /** The slice that a device would get now. */
  Optional<Slice> peek(int wantedItems, Function<Slice, Residents> residents) {
    Optional<Slice> waiting =
        again.stream().filter(s -> !s.forHost()).findFirst().map(SliceRun::slice);
    return waiting.isPresent() ? waiting : unclaimed.peek(wantedItems, residents);
  }

  /** Takes a slice that was looked at, unless somebody else did. */
  Optional<SliceRun> take(Slice slice, long nowNs) {
    for (SliceRun waiting : again) {
      if (waiting.slice().equals(slice) && !waiting.forHost()) {
        again.remove(waiting);
        return Optional.of(waiting);
      }
    }
    return unclaimed.takeThis(slice) ? Optional.of(new SliceRun(slice, nowNs)) : Optional.empty();
  }

  void begins(SliceRun slice, String place) {
    slice.placedOn(place);
    runs.add(slice);
  }

  // ---- a run ends ------------------------------------------------------------------------------

  /** A run ended without anything to keep. */
  void over(SliceRun slice) {
    runs.remove(slice);
  }

  /**
   * A slice is computed, checked and decoded.
   *
   * @return how many items are done by it: none, if its device was caught lying meanwhile
   */
  long finished(SliceRun slice, SliceReport report, long nowNs) {
    runs.remove(slice);
    if (caught.contains(slice.place())) {
      putBack(slice, new Fallback(slice.place(), Code.MISMATCH, CAUGHT), nowNs);
      return 0;
    }
    slice.enter(SliceState.Cue.PASS);
    done.put(slice, report);
    doneItems += report.slice().size();
    return report.slice().size();
  }

  /** A run was thrown away: its slice waits for another. */
  void thrownAway(SliceRun slice, Fallback why, long nowNs) {
    runs.remove(slice);
    putBack(slice, why, nowNs);
  }

  /** A run was thrown away because its slice was too large: its halves wait. */
  void halved(SliceRun slice, int first, Fallback why, long nowNs) {
    runs.remove(slice);
    slice.again(why, nowNs);
    Slice all = slice.slice();
    long middle = all.from() + first;
    for (Slice part : List.of(new Slice(all.from(), middle), new Slice(middle, all.to()))) {
      SliceRun run = new SliceRun(part, nowNs);
      run.placedOn(slice.place());
      run.again(why, nowNs);
      again.addLast(run);
    }
  }

  /**
   * A device was caught lying: all that it delivered waits for another run, and what is on its way
   * will.
   *
   * @return how many items are done no longer
   */
  long doubt(String deviceId, String cause, long nowNs) {
    caught.add(deviceId);
    long doubted = 0;
    for (SliceRun slice : List.copyOf(done.keySet())) {
      if (slice.place().equals(deviceId)) {
        done.remove(slice);
        doubted += slice.slice().size();
        putBack(slice, new Fallback(deviceId, Code.MISMATCH, cause), nowNs);
      }
    }
    doneItems -= doubted;
    return doubted;
  }

  private void putBack(SliceRun slice, Fallback why, long nowNs) {
    if (why.code() == Code.MISMATCH) {
      slice.keepOnHost();
    }
    slice.again(why, nowNs);
    again.addLast(slice);
  }

  /** Nothing is begun any more. */
  void close() {
    unclaimed.clear();
    again.clear();
  }

  // ---- reports ---------------------------------------------------------------------------------

  List<SliceReport> reports() {
    return List.copyOf(done.values());
  }

  /**
   * The one place (on the CPU: the way) that ran two or more slices and all of them, if one did;
   * {@link Costs#SHARED} if the CPU and devices did.
   */
  Optional<String> onlyPlace() {
    Set<String> places = new HashSet<>();
    boolean again = false;
    boolean cpu = false;
    boolean devices = false;
    for (SliceRun slice : done.keySet()) {
      places.add(slice.way().isEmpty() ? slice.place() : slice.way());
      again |= slice.fallback().isPresent();
      cpu |= slice.place().equals(Dispatcher.CPU);
      devices |= !slice.place().equals(Dispatcher.CPU);
    }
    if (done.size() < 2 || again) {
      return Optional.empty();
    }
    return cpu && devices
        ? Optional.of(Costs.SHARED)
        : places.size() == 1 ? Optional.of(places.iterator().next()) : Optional.empty();
  }
}
