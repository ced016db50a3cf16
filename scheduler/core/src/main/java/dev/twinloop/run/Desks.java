package dev.twinloop.run;

import dev.twinloop.device.Device;
import dev.twinloop.task.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The desks of the accelerators, each made when its device is first known. Thread-safe. */
final class Desks {
  private final Placing placing;
  private final Map<String, Desk> desks = new ConcurrentHashMap<>();

  Desks(Placing placing) {
    this.placing = placing;
  }

  /** Those that tasks may use now. */
  List<Desk> usable() {
    return placing.accelerators().usable().stream().map(this::desk).toList();
  }

  /** All that there ever were. */
  Collection<Desk> all() {
    return desks.values();
  }

  @Nullable Desk byId(String deviceId) {
    return desks.get(deviceId);
  }

  private Desk desk(Device device) {
    Desk known = desks.get(device.id());
    return known != null && known.device().equals(device)
        ? known
        : desks.compute(
            device.id(),
            (_, old) ->
                old != null && old.device().equals(device)
                    ? old
                    : new Desk(device, placing.clock()));
  }

  /**
   * Where the residents of a slice are.
   *
   * @param atHand whether the place that asks holds them
   */
  <R> Residents residents(TaskRun<R> run, Slice slice, Predicate<Object> atHand) {
    Optional<Object> version = run.bound().residentVersion(slice);
    if (version.isEmpty() || atHand.test(version.get())) {
      return Residents.AT_HAND;
    }
    boolean elsewhere =
        placing.slots().holds(run.program(), version.get())
            || desks.values().stream()
                .anyMatch(desk -> desk.device().holds(run.program(), version.get()));
    return elsewhere ? Residents.ELSEWHERE : Residents.NOWHERE;
  }
}
