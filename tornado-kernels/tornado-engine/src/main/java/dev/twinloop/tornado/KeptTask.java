package dev.twinloop.tornado;

import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.runtime.graph.TornadoExecutionContext;
import uk.ac.manchester.tornado.runtime.tasks.PrebuiltTask;
import uk.ac.manchester.tornado.runtime.tasks.meta.ScheduleContext;

/**
 * A prebuilt task that equals itself. TornadoVM's own does not ({@code PrebuiltTask.equals} knows
 * compiled tasks alone), is therefore never found among a graph's tasks, and counts as the first of
 * them: in a graph of several prebuilt tasks each runs the first one's code.
 */
final class KeptTask extends PrebuiltTask {
  private KeptTask(ScheduleContext schedule, PrebuiltTask task) {
    super(
        schedule,
        task.getId().substring(task.getId().indexOf('.') + 1),
        task.getEntryPoint(),
        task.getFilename(),
        task.getArguments(),
        task.getArgumentsAccess());
  }

  /** Puts such a task in the place of each prebuilt one. */
  static void replaceAll(TornadoExecutionContext context) {
    for (int i = 0; i < context.getTaskCount(); i++) {
      if (context.getTask(i) instanceof PrebuiltTask task && !(task instanceof KeptTask)) {
        context.setTask(i, new KeptTask(context.meta(), task));
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
