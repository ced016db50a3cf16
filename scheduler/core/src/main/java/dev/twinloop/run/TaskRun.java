package dev.twinloop.run;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.Program;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One task: its {@link TaskState} and its {@link SliceBook}. Every run of a slice is begun here and
 * ended here; the handle completes when the last has ended, never before: no thread touches the
 * task's memory after that. Thread-safe.
 *
 * @param <R> the task's result type
 */
final class TaskRun<R> {
  private final Task<R> task;
  private final BoundProgram<R> program;
  private final TaskAccount account;
  private final TaskEnd<R> ends;
  private final int uniformItems;
  private final MadeOnce<R> result;

  private final SliceBook book;
  private final List<String> notes = new ArrayList<>();
  private final long submittedNs;
  private TaskState state = new TaskState.Queued();
  private boolean finishing;
  private boolean abandoned;
  private final Outlook outlook = new Outlook();

  /** What all of a task took at the one place that ran it. */
  record WholeTime(String place, long ns) {}

  TaskRun(Task<R> task, TaskAccount account, TaskEnd<R> ends) {
    this.task = task;
    this.account = account;
    this.ends = ends;
    this.program = task.program();
    this.result = new MadeOnce<>(() -> ends.newResult(program));
    this.uniformItems =
        Capacity.sliceItems(
            program.program().slicing(), task.items(), account.sizes().acceleratorItems());
    this.book = new SliceBook(program, task.items());
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

  TaskAccount account() {
    return account;
  }

  /** Whether it has a deadline. */
  boolean urgent() {
    return account.share().deadlineNs() < Long.MAX_VALUE;
  }

  long submittedNs() {
    return submittedNs;
  }

  /** What is thought of it, where it should go and what it will cost. */
  Outlook outlook() {
    return outlook;
  }

  /** The result's memory, made by the thread that first needs it. */
  R result() {
    return result.get();
  }

  /** How many items a slice gets where {@code wantedItems} are asked for. */
  int sliceItems(int wantedItems) {
    return program().slicing().uniform() ? uniformItems : wantedItems;
  }

  // ---- what is left ----------------------------------------------------------------------------

  /** Items that no place has taken yet. */
  synchronized long unclaimed() {
    return state.open() ? book.unclaimed() : 0;
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
        && (book.againOnCpu(outlook.decision())
            || (outlook.decision().cpu() && book.unclaimed() > 0));
  }

  /** Whether something must run again that is the CPU's to do. */
  synchronized boolean hasAgainForCpu() {
    return state.open() && book.againOnCpu(outlook.decision());
  }

  /** Whether a device has something to do for it, as things stand. */
  synchronized boolean hasForDevice(String id) {
    return state.open()
        && outlook.decision().devices().contains(id)
        && !book.gone(id)
        && (book.unclaimed() > 0 || book.againOnDevice());
  }

  /** Whether a device gets no more of this task: it answered wrongly, or failed beside others. */
  synchronized boolean gone(String deviceId) {
    return book.gone(deviceId);
  }

  /** Adds a line to the report. */
  synchronized void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  // ---- a run begins ----------------------------------------------------------------------------

  /**
   * A slice for the CPU, begun: one that must run again, or a fresh one.
   *
   * @param wantedItems about this number of items, if it is fresh; 0: no fresh one
   */
  synchronized Optional<SliceRun> beginOnCpu(
      int wantedItems, Function<Slice, Residents> residents) {
    if (!state.open()) {
      return Optional.empty();
    }
    Optional<SliceRun> slice = book.takeAgainForCpu(outlook.decision());
    if (slice.isEmpty() && outlook.decision().cpu() && wantedItems > 0) {
      slice = book.take(sliceItems(wantedItems), residents, now());
    }
    return slice.map(s -> begun(s, Dispatcher.CPU));
  }

  /** The slice that a device would get now; it stays where it is. */
  synchronized Optional<Slice> peek(int wantedItems, Function<Slice, Residents> residents) {
    return state.open() ? book.peek(sliceItems(wantedItems), residents) : Optional.empty();
  }

  /** Begins a slice that was looked at, unless somebody else did meanwhile. */
  synchronized Optional<SliceRun> beginOn(String deviceId, Slice slice) {
    return state.open() ? book.take(slice, now()).map(s -> begun(s, deviceId)) : Optional.empty();
  }

  private SliceRun begun(SliceRun slice, String place) {
    book.begins(slice, place);
    outlook.begins(now());
    enter(new TaskState.Cue.Begin());
    return slice;
  }

  /** Somebody reads the task's inputs for a moment; the task does not end meanwhile. */
  synchronized boolean beginGuest() {
    if (!state.open() || book.idle()) {
      return false;
    }
    enter(new TaskState.Cue.Begin());
    return true;
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
    long advanced;
    synchronized (this) {
      advanced = book.finished(slice, report, now());
      if (book.doneItems() == task.items()) {
        enter(new TaskState.Cue.Stop(new TaskState.Why.Complete()));
      }
      enter(new TaskState.Cue.End());
    }
    ends.advance(advanced);
    settle();
  }

  /** A slice's run was thrown away; it will be run again, on the CPU if {@code forHost}. */
  void thrownAway(SliceRun slice, DeviceException failure, boolean forHost) {
    synchronized (this) {
      if (forHost) {
        slice.keepOnHost();
      }
      book.thrownAway(slice, slice.fallback(failure), now());
      enter(new TaskState.Cue.End());
    }
    settle();
  }

  /** A slice's run was thrown away; another device than the one that failed will run it again. */
  void movesOn(SliceRun slice, DeviceException failure) {
    synchronized (this) {
      book.leave(slice.place());
    }
    thrownAway(slice, failure, false);
  }

  /** A slice did not fit: its two halves are tried once, then it is the CPU's. */
  void tooLarge(SliceRun slice, DeviceException failure) {
    int items = slice.slice().size();
    int half = Integer.highestOneBit(Math.max(1, items - 1));
    boolean cuts =
        !program().slicing().uniform() && half >= program().slicing().unit() && half < items;
    if (!cuts || slice.fallback().isPresent()) {
      thrownAway(slice, failure, true);
      return;
    }
    synchronized (this) {
      book.halved(slice, half, slice.fallback(failure), now());
      enter(new TaskState.Cue.End());
    }
    settle();
  }

  /** A slice's run ended, and the task with it. */
  void broken(SliceRun slice, Throwable cause) {
    synchronized (this) {
      book.over(slice);
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
    long doubted;
    synchronized (this) {
      doubted = state.open() ? book.doubt(deviceId, cause, now()) : 0;
    }
    if (doubted > 0) {
      ends.advance(-doubted);
    }
    return doubted;
  }

  /** Ends the task with what stopped it; runs under way end first. */
  void fail(Throwable cause) {
    stop(new TaskState.Why.Failure(cause));
  }

  /** Ends the task because nobody wants it; runs under way end first. */
  void cancel() {
    stop(new TaskState.Why.Cancel());
  }

  private void stop(TaskState.Why why) {
    synchronized (this) {
      enter(new TaskState.Cue.Stop(why));
    }
    settle();
  }

  /** Its runs do not end: its handle does, and says what that means. */
  void abandon() {
    synchronized (this) {
      if (state.ended() || abandoned) {
        return;
      }
      abandoned = true;
    }
    String text =
        "task %s: the scheduler was closed, but a run of it does not end: leave its memory alone"
            .formatted(traceId());
    ends.ended(this, new TaskState.Failed(new IllegalStateException(text)), Optional.empty());
  }

  /** The thread that ended the last run ends the task. */
  private void settle() {
    boolean completes;
    synchronized (this) {
      boolean over = state instanceof TaskState.Draining(_, int runs) && runs == 0;
      if (finishing || abandoned || !over) {
        return;
      }
      completes =
          state instanceof TaskState.Draining(TaskState.Why why, _)
              && why instanceof TaskState.Why.Complete;
      finishing = true;
      if (!completes) {
        enter(new TaskState.Cue.Settle());
        book.close();
      }
    }
    if (completes) {
      complete();
    } else {
      ends.ended(this, state(), Optional.empty());
    }
  }

  private void complete() {
    Optional<TaskResult<R>> outcome = Optional.empty();
    try {
      R value = result.get();
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

  /** What it took at the one place that ran it, if that was more than one slice and ended well. */
  synchronized Optional<WholeTime> wholeTime() {
    return state instanceof TaskState.Done
        ? book.onlyPlace().map(place -> new WholeTime(place, now() - outlook.begunNs()))
        : Optional.empty();
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
        book.reports(),
        notes);
  }
}
