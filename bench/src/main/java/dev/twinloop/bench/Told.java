package dev.twinloop.bench;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import java.util.function.Consumer;

/**
 * Tells slices to one and events, as lines, to another: which programs are compiled meanwhile says
 * much of a load's figures.
 *
 * @param slices is told slices
 * @param lines are told events
 */
record Told(SchedulerListener slices, Consumer<String> lines) implements SchedulerListener {
  static SchedulerListener to(SchedulerListener slices, Consumer<String> lines) {
    return new Told(slices, lines);
  }

  @Override
  public void event(SchedulerEvent event) {
    lines.accept(event.text());
  }

  @Override
  public void slice(String traceId, TaskType type, SliceReport report) {
    slices.slice(traceId, type, report);
  }
}
