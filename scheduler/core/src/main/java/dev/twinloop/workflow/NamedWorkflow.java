package dev.twinloop.workflow;

import dev.twinloop.task.TaskType;

/** What {@link Workflow#named} makes. */
record NamedWorkflow<R>(TaskType type, long items, Workflow<R> body) implements Workflow<R> {
  NamedWorkflow {
    if (items < 0) {
      throw new IllegalArgumentException(
          "workflow " + type + ": items=" + items + ", accepted: 0 or more");
    }
  }

  @Override
  public R run(Steps steps) {
    return body.run(steps);
  }
}
