package dev.twinloop.observe;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Writes tasks, slices and changes of devices into the JDK's flight recorder: {@code
 * dev.twinloop.Task}, {@code dev.twinloop.Slice}, {@code dev.twinloop.DeviceChange}. Costs next to
 * nothing while nobody records. Thread-safe.
 */
public final class FlightEvents implements SchedulerListener {
  private static final String NONE = "";

  @Override
  public void event(SchedulerEvent event) {
    DevicePhase.after(event).ifPresent(phase -> changed(event, phase));
  }

  private static void changed(SchedulerEvent event, DevicePhase phase) {
    DeviceChangeEvent flight = new DeviceChangeEvent();
    if (flight.shouldCommit()) {
      flight.traceId = event.traceId();
      flight.deviceId = event.deviceId();
      flight.state = phase.text();
      flight.text = event.text();
      flight.commit();
    }
  }

  @Override
  public void slice(String traceId, TaskType type, SliceReport report) {
    SliceEvent flight = new SliceEvent();
    if (flight.shouldCommit()) {
      flight.traceId = traceId;
      flight.type = type.name();
      flight.deviceId = report.deviceId();
      flight.from = report.slice().from();
      flight.items = report.slice().size();
      flight.queueNs = report.timings().queueNs();
      flight.runNs = report.timings().runNs();
      flight.checkNs = report.timings().checkNs();
      flight.checked = report.checked();
      flight.fallback = report.fallback().map(f -> f.deviceId() + " " + f.code()).orElse(NONE);
      flight.commit();
    }
  }

  @Override
  public void task(TaskReport report) {
    TaskEvent flight = new TaskEvent();
    if (flight.shouldCommit()) {
      flight.traceId = report.traceId();
      flight.type = report.type().name();
      flight.items = report.items();
      flight.elapsedNs = report.elapsed().toNanos();
      flight.slices = report.slices().size();
      flight.devices = String.join(" ", report.itemsByDevice().keySet());
      flight.failure = NONE;
      flight.commit();
    }
  }

  @Override
  public void unfinished(String traceId, TaskType type, Throwable cause) {
    TaskEvent flight = new TaskEvent();
    if (flight.shouldCommit()) {
      flight.traceId = traceId;
      flight.type = type.name();
      flight.devices = NONE;
      flight.failure = cause.toString();
      flight.commit();
    }
  }

  @Override
  public void workflow(TaskReport report) {
    WorkflowEvent flight = new WorkflowEvent();
    if (flight.shouldCommit()) {
      flight.traceId = report.traceId();
      flight.type = report.type().name();
      flight.items = report.items();
      flight.elapsedNs = report.elapsed().toNanos();
      flight.steps = report.steps().size();
      flight.commit();
    }
  }

  @Override
  public void unfinishedWorkflow(String traceId, TaskType type, Throwable cause) {
    WorkflowEvent flight = new WorkflowEvent();
    if (flight.shouldCommit()) {
      flight.traceId = traceId;
      flight.type = type.name();
      flight.failure = cause.toString();
      flight.commit();
    }
  }

  /** A workflow has ended. */
  @Name("dev.twinloop.Workflow")
  @Label("Workflow")
  @Category("Twinloop")
  @StackTrace(false)
  static final class WorkflowEvent extends Event {
    String traceId = NONE;
    String type = NONE;
    long items;

    @Timespan(Timespan.NANOSECONDS)
    long elapsedNs;

    int steps;
    String failure = NONE;
  }

  /** A task has ended. */
  @Name("dev.twinloop.Task")
  @Label("Task")
  @Category("Twinloop")
  @StackTrace(false)
  static final class TaskEvent extends Event {
    String traceId = NONE;
    String type = NONE;
    long items;

    @Timespan(Timespan.NANOSECONDS)
    long elapsedNs;

    int slices;
    String devices = NONE;
    String failure = NONE;
  }

  /** A slice is done and checked. */
  @Name("dev.twinloop.Slice")
  @Label("Slice")
  @Category("Twinloop")
  @StackTrace(false)
  static final class SliceEvent extends Event {
    String traceId = NONE;
    String type = NONE;
    String deviceId = NONE;
    long from;
    int items;

    @Timespan(Timespan.NANOSECONDS)
    long queueNs;

    @Timespan(Timespan.NANOSECONDS)
    long runNs;

    @Timespan(Timespan.NANOSECONDS)
    long checkNs;

    int checked;
    String fallback = NONE;
  }

  /** A device has changed its state. */
  @Name("dev.twinloop.DeviceChange")
  @Label("Device Change")
  @Category("Twinloop")
  @StackTrace(false)
  static final class DeviceChangeEvent extends Event {
    String traceId = NONE;
    String deviceId = NONE;
    String state = NONE;
    String text = NONE;
  }
}
