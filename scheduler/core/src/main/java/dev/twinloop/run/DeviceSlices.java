package dev.twinloop.run;

import dev.twinloop.device.Lease;
import dev.twinloop.device.ProgramState;
import dev.twinloop.device.SliceOutcome;
import dev.twinloop.device.SlotRequest;
import dev.twinloop.task.Slice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands out slices, and copies of slices to time, for accelerators. Thread-safe. */
final class DeviceSlices {
  private final Dispatcher.Parts parts;
  private final Placing placing;
  private final Carrier.Aftermath aftermath;
  private final Consumer<TaskRun<?>> decide;

  /**
   * Over the desks.
   *
   * @param decide asks the policy again, where a slice needs another class than was thought
   */
  DeviceSlices(Dispatcher.Parts parts, Carrier.Aftermath aftermath, Consumer<TaskRun<?>> decide) {
    this.parts = parts;
    this.placing = parts.placing();
    this.aftermath = aftermath;
    this.decide = decide;
  }

  /** Puts a task into the lane of a device, or out of it. */
  void refresh(TaskRun<?> run, Desk desk) {
    if (!run.hasForDevice(desk.id())) {
      desk.lane().remove(run);
    }
    if (run.hasForDevice(desk.id())) {
      desk.lane().add(run);
      parts.wake().device(desk);
    }
  }

  /** The next slice, or copy of a slice, for a device; null if there is none that it can take. */
  @Nullable Runnable nextOn(Desk desk) {
    for (TaskRun<?> run : desk.lane().first(Dispatcher.LOOK)) {
      Runnable slice = onDevice(run, desk);
      if (slice != null) {
        return slice;
      }
    }
    Lease left = desk.left().poll();
    if (left != null) {
      return left::tidy;
    }
    return copy(desk);
  }

  /** A copy to time, one thread at a time: two would not see each other's. */
  private @Nullable Runnable copy(Desk desk) {
    if (desk.probes().isEmpty()) {
      return null;
    }
    desk.choosing().lock();
    try {
      TaskRun<?> copied = desk.mayTime() ? desk.probes().poll() : null;
      return copied == null ? null : probe(copied, desk);
    } finally {
      desk.choosing().unlock();
    }
  }

  /**
   * One thread of a device at a time looks at a slice, leases the slot that has its residents and
   * takes it: another would see the same slice, and the slot that it gets would lose what it has.
   */
  <R> @Nullable Runnable onDevice(TaskRun<R> run, Desk desk) {
    desk.choosing().lock();
    try {
      return chosen(run, desk);
    } finally {
      desk.choosing().unlock();
    }
  }

  private <R> @Nullable Runnable chosen(TaskRun<R> run, Desk desk) {
    if (!run.hasForDevice(desk.id())) {
      desk.lane().remove(run);
      return null;
    }
    if (parts.urgency().keepsFree(run, desk)) {
      return null; // it stays in the lane: each lease that comes back wakes the device's threads
    }
    if (desk.load().runs(run) >= Sizing.MOST_OF_A_TASK) {
      return null; // more of them would gain it nothing: the other slots are for other tasks
    }
    try {
      if (run.outlook().decision().devices().size() > 1 && othersPart(run, desk)) {
        return null;
      }
      Function<Slice, Residents> residents =
          s -> parts.desks().residents(run, s, v -> desk.device().holds(run.program(), v));
      int items = parts.urgency().items(run, desk, placing.sizing().deviceItems(run, desk));
      Optional<Slice> next = run.peek(items, residents);
      if (next.isEmpty()) {
        refresh(run, desk);
        return null;
      }
      if (parts.urgency().crowds(run, next.get(), desk)) {
        return null; // stays in the lane, as above
      }
      Optional<Lease> lease = lease(run, next.get(), desk);
      if (lease.isEmpty()) {
        return null;
      }
      Optional<SliceRun> slice = run.beginOn(desk.id(), next.get());
      if (slice.isEmpty()) {
        desk.released(lease.get());
        desk.device().release(lease.get(), new SliceOutcome.Cancelled());
        return null;
      }
      desk.load().enter(run);
      parts.served().charge(run);
      run.outlook().needs(0);
      refresh(run, desk);
      return () ->
          parts
              .carrier()
              .onDevice(new Carrier.Errand<>(run, slice.get(), aftermath), desk, lease.get());
    } catch (RuntimeException | Error e) {
      desk.lane().remove(run);
      run.fail(e);
      return null;
    }
  }

  /** Whether what is left of a task is for other devices. */
  private boolean othersPart(TaskRun<?> run, Desk desk) {
    List<Desk> desks = List.copyOf(parts.desks().all());
    return desk.load().runs(run) >= placing.sizing().most(run, desk, desks)
        || placing.sizing().leftToAnother(run, desk, desks);
  }

  /** A slot for a slice; where there is none because nothing is compiled, that is asked for. */
  private <R> Optional<Lease> lease(TaskRun<R> run, Slice slice, Desk desk) {
    int capacity = Math.max(placing.sizing().least(run, slice, desk), run.bound().capacity(slice));
    Optional<Object> version = run.bound().residentVersion(slice);
    SlotRequest request =
        new SlotRequest(run.program(), capacity, version, run.traceId(), run.urgent());
    Optional<Lease> lease = desk.device().tryLease(request);
    if (lease.isPresent()) {
      desk.taken(lease.get(), Urgency.threads(run, slice, desk));
    } else if (!(desk.device().program(run.program(), capacity) instanceof ProgramState.Warm)) {
      run.outlook().needs(capacity);
      decide.accept(run); // another class than was thought: perhaps the CPU goes on meanwhile
    }
    return lease;
  }

  private <R> @Nullable Runnable probe(TaskRun<R> run, Desk desk) {
    try {
      int items = placing.sizing().deviceItems(run, desk);
      Slice slice = run.bound().slice(0, run.sliceItems(items));
      if (!run.beginGuest()) {
        return null;
      }
      Optional<Lease> lease = Optional.empty();
      try {
        lease = lease(run, slice, desk);
      } finally {
        if (lease.isEmpty()) {
          run.endGuest();
        }
      }
      Lease taken = lease.orElse(null);
      if (taken == null) {
        return null;
      }
      placing.copyBegan(run, desk);
      return () -> {
        desk.time(
            () -> placing.copyTimed(run, desk, parts.carrier().probe(run, slice, desk, taken)));
        if (run.open()) {
          decide.accept(run); // what is left of it need not wait for the next look
        }
      };
    } catch (RuntimeException | Error e) {
      return null; // the task's own program threw: it will throw again where that matters
    }
  }
}
