package dev.twinloop.scheduler;

import dev.twinloop.device.DeviceEvent;
import dev.twinloop.device.DeviceListener;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.run.Telling;
import dev.twinloop.task.Slice;
import dev.twinloop.task.TaskType;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the log and the caller's listener, whatever either throws. Thread-safe. */
final class Events implements Telling, DeviceListener {
  private static final System.Logger LOG = System.getLogger(HybridScheduler.class.getName());

  private static final String CPU = "cpu";

  private final SchedulerListener listener;
  private final String mark;
  private final Set<String> toldOnce = ConcurrentHashMap.newKeySet();

  /**
   * Events of one scheduler.
   *
   * @param drill whether its workers go wrong on purpose: that must not look real in a log
   */
  Events(SchedulerListener listener, boolean drill) {
    this.listener = listener;
    this.mark = drill ? "[drill] " : "";
  }

  @Override
  public void tell(String traceId, Incident incident, String deviceId, String text) {
    SchedulerEvent.Kind kind =
        switch (incident) {
          case FALLBACK -> SchedulerEvent.Kind.FALLBACK;
          case MISMATCH -> SchedulerEvent.Kind.MISMATCH;
          case DOUBTED -> SchedulerEvent.Kind.DOUBTED;
          case TASK_FAILED -> SchedulerEvent.Kind.TASK_FAILED;
        };
    tell(new SchedulerEvent(traceId, kind, deviceId, 0, text));
  }

  private void tell(SchedulerEvent plain) {
    SchedulerEvent event =
        new SchedulerEvent(
            plain.traceId(),
            plain.kind(),
            plain.deviceId(),
            plain.elapsedNs(),
            mark + plain.text());
    String id = event.traceId();
    LOG.log(
        level(event.kind()),
        () ->
            id.isEmpty() || event.text().contains(id)
                ? event.text()
                : "task " + id + ": " + event.text());
    guarded(event.kind(), () -> listener.event(event));
  }

  private static Level level(SchedulerEvent.Kind kind) {
    return switch (kind) {
      case DISCOVERING,
          DEVICE_FOUND,
          WORKER_STARTING,
          WORKER_STARTED,
          PROGRAM_COMPILING,
          PROGRAM_COMPILED ->
          Level.DEBUG;
      case DEVICE_READY, DEVICE_UNAVAILABLE -> Level.INFO;
      case PROGRAM_REFUSED, FALLBACK, DEVICE_UNHEALTHY, DOUBTED, TASK_FAILED -> Level.WARNING;
      case MISMATCH -> Level.ERROR;
    };
  }

  /** {@inheritDoc} What cannot be had is told once, not for every task that asks. */
  @Override
  public void event(DeviceEvent event) {
    boolean bores = event.kind() == DeviceEvent.Kind.UNAVAILABLE && !toldOnce.add(event.text());
    if (bores || event.deviceId().equals(CPU)) {
      return;
    }
    SchedulerEvent.Kind kind =
        switch (event.kind()) {
          case DISCOVERING -> SchedulerEvent.Kind.DISCOVERING;
          case FOUND -> SchedulerEvent.Kind.DEVICE_FOUND;
          case STARTING -> SchedulerEvent.Kind.WORKER_STARTING;
          case STARTED -> SchedulerEvent.Kind.WORKER_STARTED;
          case READY -> SchedulerEvent.Kind.DEVICE_READY;
          case COMPILING -> SchedulerEvent.Kind.PROGRAM_COMPILING;
          case COMPILED -> SchedulerEvent.Kind.PROGRAM_COMPILED;
          case REFUSED -> SchedulerEvent.Kind.PROGRAM_REFUSED;
          case UNAVAILABLE -> SchedulerEvent.Kind.DEVICE_UNAVAILABLE;
          case COOLING_DOWN -> SchedulerEvent.Kind.DEVICE_UNHEALTHY;
        };
    tell(
        new SchedulerEvent(
            event.traceId(), kind, event.deviceId(), event.elapsedNs(), event.text()));
  }

  @Override
  public void dispatched(String traceId, TaskType type, long items, String reason) {
    LOG.log(
        Level.DEBUG,
        () -> "task %s: dispatched: %s, items=%d: %s".formatted(traceId, type, items, reason));
  }

  @Override
  public void running(String traceId, Slice slice, String place) {
    LOG.log(Level.TRACE, () -> "task %s: slice %s runs on %s".formatted(traceId, slice, place));
  }

  @Override
  public void slice(String traceId, TaskType type, SliceReport report) {
    LOG.log(
        Level.TRACE,
        () ->
            "task %s: slice %s is back from %s in %d us"
                .formatted(
                    traceId, report.slice(), report.deviceId(), report.timings().runNs() / 1000));
    guarded("a slice", () -> listener.slice(traceId, type, report));
  }

  @Override
  public void task(TaskReport report) {
    LOG.log(
        Level.DEBUG,
        () ->
            "task %s: returned in %d us: %s"
                .formatted(
                    report.traceId(), report.elapsed().toNanos() / 1000, report.itemsByDevice()));
    guarded("a task", () -> listener.task(report));
  }

  @Override
  public void unfinished(String traceId, TaskType type, Throwable cause) {
    LOG.log(Level.DEBUG, () -> "task %s: ended without a result: %s".formatted(traceId, cause));
    guarded("a task without a result", () -> listener.unfinished(traceId, type, cause));
  }

  /** Tells of the end of a workflow, when it comes. */
  <R> TaskHandle<R> watched(TaskType type, TaskHandle<R> workflow) {
    CompletableFuture<TaskResult<R>> unused =
        workflow
            .future()
            .whenComplete(
                (result, problem) -> {
                  if (problem == null) {
                    guarded("a workflow", () -> listener.workflow(result.report()));
                  } else {
                    Throwable cause =
                        problem instanceof CompletionException && problem.getCause() != null
                            ? problem.getCause()
                            : problem;
                    guarded(
                        "a workflow without a result",
                        () -> listener.unfinishedWorkflow(workflow.traceId(), type, cause));
                  }
                });
    return workflow;
  }

  private static void guarded(Object what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "listener failed on " + what, e);
    }
  }
}
