package dev.twinloop.scheduler;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.RunHandle;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.SliceReport.Fallback;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * The state of one task: what is still to be cut, what must run again, what is done. Every item is
 * in exactly one place: unclaimed, in {@code again}, with a pump, or done. Thread-safe.
 *
 * @param <R> the task's result type
 */
final class TaskRun<R> {
  /**
   * A slice given out to a device.
   *
   * @param slice the items
   * @param minCapacity smallest capacity class to run it in
   * @param fallback the run that was thrown away before, if any
   * @param sinceNs when it became ready to run
   */
  record Cut(Slice slice, int minCapacity, Optional<Fallback> fallback, long sinceNs) {}

  private final Task<R> task;
  private final BoundProgram<R> program;
  private final R result;
  private final RunHandle<R> handle;
  private final long startNs = System.nanoTime();
  private final Deque<Cut> again = new ArrayDeque<>();
  private final List<SliceReport> reports = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final int uniformItems;
  private final Unclaimed unclaimed;
  private long done;
  private boolean ended;

  TaskRun(Task<R> task, RunHandle<R> handle, int wantedUniform) {
    this.task = task;
    this.handle = handle;
    this.program = task.program();
    this.result = program.newResult();
    this.uniformItems =
        Capacity.sliceItems(program.program().slicing(), task.items(), wantedUniform);
    this.unclaimed = new Unclaimed(program, task.items());
  }

  Task<R> task() {
    return task;
  }

  BoundProgram<R> program() {
    return program;
  }

  R result() {
    return result;
  }

  String traceId() {
    return handle.traceId();
  }

  /** Items that no device has taken yet. */
  synchronized long unclaimed() {
    return ended ? 0 : unclaimed.items();
  }

  /** Whether slices wait for a second run. */
  synchronized boolean hasAgain() {
    return !ended && !again.isEmpty();
  }

  synchronized boolean ended() {
    return ended;
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

  /**
   * A fresh slice, if any are left; see {@link Unclaimed#take}.
   *
   * @param wantedItems about so many items
   * @param minCapacity smallest capacity class to run it in
   * @param residents where those of a slice lie, seen from who asks
   */
  synchronized Optional<Cut> cut(
      int wantedItems, int minCapacity, Function<Slice, Residents> residents) {
    endIfCancelled();
    if (ended) {
      return Optional.empty();
    }
    return unclaimed
        .take(sliceItems(wantedItems), residents)
        .map(slice -> new Cut(slice, minCapacity, Optional.empty(), System.nanoTime()));
  }

  /** How many items a slice gets where {@code wantedItems} are asked for. */
  int sliceItems(int wantedItems) {
    return program.program().slicing().uniform() ? uniformItems : wantedItems;
  }

  /** A slice that must run again, if there is one. */
  synchronized Optional<Cut> cutAgain() {
    endIfCancelled();
    return ended ? Optional.empty() : Optional.ofNullable(again.pollFirst());
  }

  /** Puts a slice back whose device failed; it will be run by a device of last resort. */
  synchronized void runAgain(Cut cut, String deviceId, DeviceException failure) {
    Fallback fallback =
        new Fallback(deviceId, failure.code(), String.valueOf(failure.getMessage()));
    again.addLast(new Cut(cut.slice(), 1, Optional.of(fallback), System.nanoTime()));
  }

  /** A slice is computed, checked and decoded; the last one ends the task. */
  void finished(SliceReport report) {
    synchronized (this) {
      if (ended) {
        return;
      }
      reports.add(report);
      done += report.slice().size();
      handle.advance(report.slice().size());
      if (done < task.items()) {
        return;
      }
      ended = true;
    }
    try {
      program.finish(result);
      handle.complete(new TaskResult<>(result, report()));
    } catch (RuntimeException | Error e) {
      handle.fail(e);
    }
  }

  /** Ends the task with what stopped it. */
  void fail(Throwable cause) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    handle.fail(cause);
  }

  private void endIfCancelled() {
    if (handle.cancelRequested() && !ended) {
      ended = true;
      handle.fail(new CancellationException("task " + handle.traceId() + ": cancelled"));
    }
  }

  private synchronized TaskReport report() {
    return new TaskReport(
        handle.traceId(),
        task.type(),
        task.items(),
        Duration.ofNanos(System.nanoTime() - startNs),
        reports,
        notes);
  }
}
