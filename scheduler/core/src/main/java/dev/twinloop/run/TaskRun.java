package dev.twinloop.run;

import static java.util.Objects.requireNonNull;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.SliceReport.Fallback;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Decision;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.Program;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One task: its {@link TaskState}, what is still to be cut, what must run again, what is done.
 * Every item is in exactly one place: unclaimed, in {@code again}, in a run, or done.
 *
 * <p>Every run of a slice is begun here and ended here; the handle completes when the last has
 * ended, never before: no thread touches the task's memory after that. Thread-safe.
 *
 * @param <R> the task's result type
 */
final class TaskRun<R> {
  private final Task<R> task;
  private final BoundProgram<R> program;
  private final Account account;
  private final Ends<R> ends;
  private final int uniformItems;
  private final Object resultLock = new Object();
  private volatile @Nullable R result;

  private final Unclaimed unclaimed;
  private final Deque<SliceRun> again = new ArrayDeque<>();
  private final Map<SliceRun, SliceReport> reports = new LinkedHashMap<>();
  private final Set<SliceRun> runs = new HashSet<>();
  private final Set<String> caught = new HashSet<>();
  private final List<String> notes = new ArrayList<>();
  private final long submittedNs;
  private TaskState state = new TaskState.Queued();
  private long begunNs;
  private long done;
  private boolean finishing;
  private boolean abandoned;
  private volatile boolean disturbed;
  private volatile double cpuNs = Double.POSITIVE_INFINITY;
  private volatile double deviceNs = Double.POSITIVE_INFINITY;
  private volatile int neededCapacity;
  private volatile Decision decision = Decision.cpuAlone("not decided");

  /**
   * What belongs to a task beside its work.
   *
   * @param traceId appears in all that is said of it
   * @param share its account of service
   * @param size what it takes of the bounds of admission, in bytes
   * @param sizes of its slices, by bytes
   * @param clock monotonic nanoseconds
   */
  record Account(String traceId, Share share, long size, SliceSizes sizes, LongSupplier clock) {}

  /** What all of a task took at the one place that ran it. */
  record WholeTime(String place, long ns) {}

  /** Who hears of a task's end, on the thread that ended its last run, under no lock. */
  interface Ends<R> {
    /** Items are done and checked, or, if negative, no longer. */
    void advance(long items);

    /** It has ended; {@code result} is there if, and only if, the state is Done. */
    void ended(TaskRun<R> run, TaskState state, Optional<TaskResult<R>> result);
  }

  TaskRun(Task<R> task, Account account, Ends<R> ends) {
    this.task = task;
    this.account = account;
    this.ends = ends;
    this.program = task.program();
    this.uniformItems =
        Capacity.sliceItems(
            program.program().slicing(), task.items(), account.sizes().acceleratorItems());
    this.unclaimed = new Unclaimed(program, task.items());
    this.submittedNs = account.clock().getAsLong();
  }

  Task<R> task() {
    return task;
  }

  BoundProgram<R> bound() {
    return program;
  }

  Program<?, R> program() {
    return program.program();
  }

  String traceId() {
    return account.traceId();
  }

  Share share() {
    return account.share();
  }

  long size() {
    return account.size();
  }

  /** The policy's last word on it. */
  Decision decision() {
    return decision;
  }

  void decide(Decision value) {
    decision = value;
  }

  /** What all of it is taken to cost on the CPU; infinity if that is not known. */
  double cpuNs() {
    return cpuNs;
  }

  void cpuNs(double ns) {
    cpuNs = ns;
  }

  /** What is left of it is taken to cost on the best device; infinity if that is not known. */
  double deviceNs() {
    return deviceNs;
  }

  void deviceNs(double ns) {
    deviceNs = ns;
  }

  /** A capacity class that a slice turned out to need; 0 if none did. */
  int neededCapacity() {
    return neededCapacity;
  }

  void needs(int capacity) {
    neededCapacity = capacity;
  }

  /** Sizes of its slices by bytes. */
  SliceSizes sizes() {
    return account.sizes();
  }

  /** When it should be done; {@link Long#MAX_VALUE} without a deadline. */
  long deadlineNs() {
    return account.share().deadlineNs();
  }

  long submittedNs() {
    return submittedNs;
  }

  /** Another task ran where this one does, so that its times say little. */
  void disturbed() {
    disturbed = true;
  }

  boolean wasDisturbed() {
    return disturbed;
  }

  /** The result's memory, made by the thread that first needs it. */
  R result() {
    R made = result;
    if (made == null) {
      synchronized (resultLock) {
        made = result;
        if (made == null) {
          made = program.newResult();
          result = made;
        }
      }
    }
    return made;
  }

  /** How many items a slice gets where {@code wantedItems} are asked for. */
  int sliceItems(int wantedItems) {
    return program().slicing().uniform() ? uniformItems : wantedItems;
  }

  // ---- what is left ----------------------------------------------------------------------------

  /** Items that no place has taken yet. */
  synchronized long unclaimed() {
    return state.open() ? unclaimed.items() : 0;
  }

  synchronized boolean open() {
    return state.open();
  }

  synchronized TaskState state() {
    return state;
  }

  /** Whether nothing of it has begun. */
  synchronized boolean queued() {
    return state instanceof TaskState.Queued;
  }

  /** Whether the CPU has something to do for it, as things stand. */
  synchronized boolean hasForCpu() {
    return state.open()
        && (again.stream().anyMatch(this::forCpu) || (decision.cpu() && unclaimed.items() > 0));
  }

  /** Whether a device answered wrongly in this task, so that it gets no more of it. */
  synchronized boolean caught(String deviceId) {
    return caught.contains(deviceId);
  }

  /** Whether something must run again that is the CPU's to do. */
  synchronized boolean hasAgainForCpu() {
    return state.open() && again.stream().anyMatch(this::forCpu);
  }

  /** Whether a device has something to do for it, as things stand. */
  synchronized boolean hasForDevice(String id) {
    return state.open()
        && decision.devices().contains(id)
        && !caught.contains(id)
        && (unclaimed.items() > 0 || again.stream().anyMatch(s -> !s.forHost()));
  }

  /** Adds a line to the report. */
  synchronized void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  /** The lines added so far. */
  synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  // ---- a run begins ----------------------------------------------------------------------------

  /**
   * A slice for the CPU, begun: one that must run again, or a fresh one.
   *
   * @param wantedItems about so many items, if it is fresh; 0: no fresh one
   */
  synchronized Optional<SliceRun> beginOnCpu(
      int wantedItems, Function<Slice, Residents> residents) {
    if (!state.open()) {
      return Optional.empty();
    }
    Optional<SliceRun> waiting = again.stream().filter(this::forCpu).findFirst();
    if (waiting.isPresent()) {
      again.remove(waiting.get());
      return Optional.of(begun(waiting.get(), Dispatcher.CPU));
    }
    return decision.cpu() && wantedItems > 0
        ? unclaimed
            .take(sliceItems(wantedItems), residents)
            .map(slice -> begun(new SliceRun(slice, now()), Dispatcher.CPU))
        : Optional.empty();
  }

  private boolean forCpu(SliceRun slice) {
    return slice.forHost() || decision.cpu() || decision.devices().isEmpty();
  }

  /** The slice that a device would get now; it stays where it is. */
  synchronized Optional<Slice> peek(int wantedItems, Function<Slice, Residents> residents) {
    if (!state.open()) {
      return Optional.empty();
    }
    Optional<Slice> waiting =
        again.stream().filter(s -> !s.forHost()).findFirst().map(SliceRun::slice);
    return waiting.isPresent() ? waiting : unclaimed.peek(sliceItems(wantedItems), residents);
  }

  /** Begins a slice that was looked at, unless somebody else did meanwhile. */
  synchronized Optional<SliceRun> beginOn(String deviceId, Slice slice) {
    if (!state.open()) {
      return Optional.empty();
    }
    for (SliceRun waiting : again) {
      if (waiting.slice().equals(slice) && !waiting.forHost()) {
        again.remove(waiting);
        return Optional.of(begun(waiting, deviceId));
      }
    }
    return unclaimed.takeThis(slice)
        ? Optional.of(begun(new SliceRun(slice, now()), deviceId))
        : Optional.empty();
  }

  /** Somebody reads the task's inputs for a moment; the task does not end meanwhile. */
  synchronized boolean beginGuest() {
    if (!state.open() || again.size() + unclaimed.items() + runs.size() == 0) {
      return false;
    }
    enter(new TaskState.Cue.Begin());
    return true;
  }

  private SliceRun begun(SliceRun slice, String place) {
    slice.placedOn(place);
    runs.add(slice);
    if (begunNs == 0) {
      begunNs = now();
    }
    enter(new TaskState.Cue.Begin());
    return slice;
  }

  /** The next step of a slice in its run. */
  synchronized void step(SliceRun slice, SliceState.Cue cue) {
    slice.enter(cue);
  }

  // ---- a run ends ------------------------------------------------------------------------------

  /** The guest is gone. */
  void endGuest() {
    synchronized (this) {
      enter(new TaskState.Cue.End());
    }
    settle();
  }

  /** A slice is computed, checked and decoded; the last one ends the task. */
  void finished(SliceRun slice, SliceReport report) {
    long advanced = report.slice().size();
    synchronized (this) {
      runs.remove(slice);
      if (caught.contains(slice.place())) {
        putBack(slice, new Fallback(slice.place(), DeviceException.Code.MISMATCH, CAUGHT));
        advanced = 0;
      } else {
        slice.enter(SliceState.Cue.PASS);
        reports.put(slice, report);
        done += advanced;
        if (done == task.items()) {
          enter(new TaskState.Cue.Stop(new TaskState.Why.Complete()));
        }
      }
      enter(new TaskState.Cue.End());
    }
    ends.advance(advanced);
    settle();
  }

  private static final String CAUGHT = "the device answered wrongly elsewhere in this task";

  /** A slice's run was thrown away; it will be run again, on the CPU if {@code forHost}. */
  void thrownAway(SliceRun slice, DeviceException failure, boolean forHost) {
    synchronized (this) {
      runs.remove(slice);
      if (forHost) {
        slice.keepOnHost();
      }
      putBack(
          slice, new Fallback(slice.place(), failure.code(), String.valueOf(failure.getMessage())));
      enter(new TaskState.Cue.End());
    }
    settle();
  }

  /** A slice did not fit: its two halves are tried once, then it is the CPU's. */
  void tooLarge(SliceRun slice, DeviceException failure) {
    Slice all = slice.slice();
    int unit = program().slicing().unit();
    int half = Integer.highestOneBit(Math.max(1, all.size() - 1));
    boolean cuts = !program().slicing().uniform() && half >= unit && half < all.size();
    if (!cuts || slice.fallback().isPresent()) {
      thrownAway(slice, failure, true);
      return;
    }
    synchronized (this) {
      runs.remove(slice);
      Fallback why =
          new Fallback(slice.place(), failure.code(), String.valueOf(failure.getMessage()));
      slice.again(why, now());
      for (Slice part :
          List.of(
              new Slice(all.from(), all.from() + half), new Slice(all.from() + half, all.to()))) {
        SliceRun run = new SliceRun(part, now());
        run.placedOn(slice.place());
        run.again(why, now());
        again.addLast(run);
      }
      enter(new TaskState.Cue.End());
    }
    settle();
  }

  /** A slice's run ended, and the task with it. */
  void broken(SliceRun slice, Throwable cause) {
    synchronized (this) {
      runs.remove(slice);
      enter(new TaskState.Cue.Stop(new TaskState.Why.Failure(cause)));
      enter(new TaskState.Cue.End());
    }
    settle();
  }

  /**
   * A device was caught lying: all that it delivered to this task is computed again, also what is
   * still on its way.
   *
   * @return how many items
   */
  long doubt(String deviceId, String cause) {
    long doubted = 0;
    synchronized (this) {
      if (!state.open()) {
        return 0;
      }
      caught.add(deviceId);
      for (SliceRun slice : List.copyOf(reports.keySet())) {
        if (slice.place().equals(deviceId)) {
          reports.remove(slice);
          doubted += slice.slice().size();
          putBack(slice, new Fallback(deviceId, DeviceException.Code.MISMATCH, cause));
        }
      }
      done -= doubted;
    }
    if (doubted > 0) {
      ends.advance(-doubted);
    }
    return doubted;
  }

  private void putBack(SliceRun slice, Fallback why) {
    if (why.code() == DeviceException.Code.MISMATCH) {
      slice.keepOnHost();
    }
    slice.again(why, now());
    again.addLast(slice);
  }

  /** Ends the task with what stopped it; runs under way end first. */
  void fail(Throwable cause) {
    stop(new TaskState.Why.Failure(cause));
  }

  /** Ends the task because nobody wants it; runs under way end first. */
  void cancel() {
    stop(new TaskState.Why.Cancel());
  }

  /** Its runs do not end: its handle does, and says what that means. */
  void abandon() {
    synchronized (this) {
      if (state.ended() || abandoned) {
        return;
      }
      abandoned = true;
    }
    ends.ended(
        this,
        new TaskState.Failed(
            new IllegalStateException(
                "task "
                    + traceId()
                    + ": the scheduler was closed, but a run of it does not end: leave its memory alone")),
        Optional.empty());
  }

  private void stop(TaskState.Why why) {
    synchronized (this) {
      enter(new TaskState.Cue.Stop(why));
    }
    settle();
  }

  /** Whoever ended the last run ends the task. */
  private void settle() {
    TaskState.Draining last;
    synchronized (this) {
      if (finishing
          || abandoned
          || !(state instanceof TaskState.Draining draining)
          || draining.runs() > 0) {
        return;
      }
      last = draining;
      if (last.why() instanceof TaskState.Why.Complete) {
        finishing = true;
      } else {
        enter(new TaskState.Cue.Settle());
        unclaimed.clear();
        again.clear();
      }
    }
    if (last.why() instanceof TaskState.Why.Complete) {
      complete();
    } else {
      ends.ended(this, state(), Optional.empty());
    }
  }

  private void complete() {
    Optional<TaskResult<R>> outcome = Optional.empty();
    try {
      R value = requireNonNull(result);
      program.finish(value);
      outcome = Optional.of(new TaskResult<>(value, report()));
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        enter(new TaskState.Cue.Stop(new TaskState.Why.Failure(e)));
      }
    }
    synchronized (this) {
      enter(new TaskState.Cue.Settle());
      if (abandoned) {
        return;
      }
    }
    ends.ended(this, state(), outcome);
  }

  private void enter(TaskState.Cue cue) {
    state = state.after(cue);
  }

  // ---- reports ---------------------------------------------------------------------------------

  /**
   * What it took as a whole at the one place that ran it, if it was more than one slice there and
   * ended well: a single slice was learned from already.
   */
  synchronized Optional<WholeTime> wholeTime() {
    if (!(state instanceof TaskState.Done) || reports.size() < 2) {
      return Optional.empty();
    }
    Set<String> places = new HashSet<>();
    reports.keySet().forEach(slice -> places.add(slice.place() + slice.way()));
    if (places.size() != 1 || reports.keySet().stream().anyMatch(s -> s.fallback().isPresent())) {
      return Optional.empty();
    }
    SliceRun one = reports.keySet().iterator().next();
    return Optional.of(
        new WholeTime(one.way().isEmpty() ? one.place() : one.way(), now() - begunNs));
  }

  /** What stopped it, as its caller sees it: with its trace id. */
  Throwable causeFor(TaskState ended) {
    if (ended instanceof TaskState.Failed(Throwable cause)) {
      return cause instanceof DeviceException e
              && !String.valueOf(e.getMessage()).contains(traceId())
          ? e.code().exception("task " + traceId() + ": " + e.getMessage(), e)
          : cause;
    }
    return new CancellationException("task " + traceId() + ": cancelled");
  }

  private long now() {
    return account.clock().getAsLong();
  }

  private synchronized TaskReport report() {
    return new TaskReport(
        traceId(),
        task.type(),
        task.items(),
        Duration.ofNanos(now() - submittedNs),
        List.copyOf(reports.values()),
        notes);
  }
}
