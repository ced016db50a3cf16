package dev.twinloop.run;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Hands out slices for the CPU, to its threads and to those that wait for a task. Thread-safe. */
final class CpuSlices implements CpuThreads.Slices {
  private final Dispatcher.Parts parts;
  private final Placing placing;
  private final Carrier.Aftermath aftermath;
  private final Lane lane = new Lane();
  private final Semaphore waiters;

  CpuSlices(Dispatcher.Parts parts, Carrier.Aftermath aftermath) {
    this.parts = parts;
    this.placing = parts.placing();
    this.aftermath = aftermath;
    this.waiters = new Semaphore(placing.cores());
  }

  /** A second look after each removal: what was put back meanwhile must not be overlooked. */
  void refresh(TaskRun<?> run) {
    if (!wantsCpu(run)) {
      lane.remove(run);
    }
    if (wantsCpu(run)) {
      lane.add(run);
      parts.wake().cpu();
    }
  }

  private boolean wantsCpu(TaskRun<?> run) {
    return placing.cpuLoad().runs(run) < Dispatcher.CPU_RUNS && run.hasForCpu();
  }

  /** A task wants nothing of the CPU any more. */
  void dismiss(TaskRun<?> run) {
    lane.remove(run);
    placing.cpuLoad().dismiss(run);
  }

  @Override
  public Share.@Nullable Mark head() {
    return lane.head();
  }

  @Override
  public int kept() {
    boolean urgent = parts.urgency().lasts();
    int slices = 0;
    for (Desk desk : parts.desks().all()) {
      slices += urgent ? desk.inUse() : desk.timing();
    }
    return placing.policy().coresKept(placing.cores(), slices);
  }

  @Override
  public @Nullable Runnable next(Share.@Nullable Mark rival) {
    if (lane.isEmpty()) {
      return null;
    }
    for (TaskRun<?> run : lane.first(Dispatcher.LOOK)) {
      Share.Mark mark = run.share().mark();
      if (rival != null && rival.compareTo(mark) < 0) {
        return null;
      }
      if (placing.waiting().leftToWaiter(run)) {
        continue;
      }
      Runnable slice = onCpu(run);
      if (slice != null) {
        return slice;
      }
    }
    return null;
  }

  /**
   * Carries a task on the thread that waits for it: all of a small one, and of one that is done
   * soon what no other thread has begun, with the other cores' help. Not where many tasks wait: the
   * few threads that have a core would serve themselves alone, and the others a time slice later.
   *
   * @param atMostNs how long the thread is ready to wait
   */
  void carry(TaskRun<?> run, long atMostNs) {
    if (lane.size() > placing.policy().thresholds().inlineQueue() * placing.cores()) {
      return;
    }
    if (placing.waiting().small(run)) {
      carryAll(run);
    } else if (placing.waiting().soon(run, atMostNs)) {
      placing
          .threads()
          .carryWaiting(
              run.share(), () -> carryWhile(run, () -> placing.waiting().soon(run, atMostNs)));
    }
  }

  /** Not where as many threads as there are cores do so already: more would only take turns. */
  private void carryAll(TaskRun<?> run) {
    if (waiters.tryAcquire()) {
      try {
        carryWhile(run, () -> placing.waiting().small(run));
      } finally {
        waiters.release();
      }
    }
  }

  private void carryWhile(TaskRun<?> run, BooleanSupplier worthIt) {
    while (worthIt.getAsBoolean()) {
      Runnable slice = onCpu(run);
      if (slice == null) {
        return;
      }
      slice.run();
    }
  }

  private <R> @Nullable Runnable onCpu(TaskRun<R> run) {
    if (placing.cpuLoad().runs(run) >= Dispatcher.CPU_RUNS) {
      refresh(run); // comes back when one of them has ended
      return null;
    }
    Optional<SliceRun> slice;
    String way;
    try {
      Sizing.CpuSlice size = placing.sizing().cpuSlice(run);
      way = size.way();
      slice =
          run.beginOnCpu(
              size.items(),
              s -> parts.desks().residents(run, s, v -> placing.slots().holds(run.program(), v)));
    } catch (RuntimeException | Error e) {
      run.fail(e);
      lane.remove(run);
      return null;
    }
    if (slice.isPresent()) {
      placing.cpuLoad().enter(run);
      parts.served().charge(run);
    }
    if (slice.isEmpty()) {
      lane.remove(run); // what is left is not for the CPU, as things stand
      if (run.hasAgainForCpu()) {
        refresh(run);
      }
    } else {
      refresh(run);
    }
    return slice
        .<Runnable>map(
            s ->
                () ->
                    placing
                        .threads()
                        .carry(
                            run.share(),
                            () ->
                                parts
                                    .carrier()
                                    .onCpu(new Carrier.Errand<>(run, s, aftermath), way)))
        .orElse(null);
  }
}
