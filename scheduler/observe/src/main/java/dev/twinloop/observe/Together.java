package dev.twinloop.observe;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several listeners as one, told in order. One that throws hides nothing from the others.
 *
 * @param listeners who is told
 */
public record Together(List<SchedulerListener> listeners) implements SchedulerListener {
  public Together {
    listeners = List.copyOf(listeners);
  }

  /** These listeners as one. */
  public static Together of(SchedulerListener... listeners) {
    return new Together(List.of(listeners));
  }

  @Override
  public void event(SchedulerEvent event) {
    each(listener -> listener.event(event));
  }

  @Override
  public void slice(String traceId, TaskType type, SliceReport report) {
    each(listener -> listener.slice(traceId, type, report));
  }

  @Override
  public void task(TaskReport report) {
    each(listener -> listener.task(report));
  }

  @Override
  public void unfinished(String traceId, TaskType type, Throwable cause) {
    each(listener -> listener.unfinished(traceId, type, cause));
  }

  @Override
  public void workflow(TaskReport report) {
    each(listener -> listener.workflow(report));
  }

  @Override
  public void unfinishedWorkflow(String traceId, TaskType type, Throwable cause) {
    each(listener -> listener.unfinishedWorkflow(traceId, type, cause));
  }

  private void each(Consumer<SchedulerListener> call) {
    RuntimeException first = null;
    for (SchedulerListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first; // the scheduler logs it
    }
  }
}
