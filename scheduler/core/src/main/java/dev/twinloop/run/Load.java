package dev.twinloop.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What tasks still need at one place, and which of them have runs there now. Thread-safe. */
final class Load {
  private final Map<TaskRun<?>, Double> needs = new HashMap<>();
  private final Map<TaskRun<?>, Integer> present = new HashMap<>();
  private final Set<TaskRun<?>> urgent = new HashSet<>();
  private double backlogNs;

  /** A task goes to this place and is taken to need so long there. */
  synchronized void assign(TaskRun<?> task, double ns) {
    Double before = needs.put(task, ns);
    if (task.urgent()) {
      urgent.add(task);
    }
    backlogNs += ns - (before == null ? 0 : before);
  }

  /** A task does not go to this place any more. */
  synchronized void dismiss(TaskRun<?> task) {
    Double before = needs.remove(task);
    urgent.remove(task);
    if (before != null) {
      backlogNs = needs.isEmpty() ? 0 : backlogNs - before;
    }
  }

  /** What the others need, nanoseconds; for a task with a deadline, those that come before it. */
  synchronized double backlogNs(TaskRun<?> but) {
    if (but.urgent()) {
      return before(but).mapToDouble(task -> needs.getOrDefault(task, 0.0)).sum();
    }
    Double own = needs.get(but);
    return Math.max(0, backlogNs - (own == null ? 0 : own));
  }

  /** How many others there are; for a task with a deadline, those that come before it. */
  synchronized int tasks(TaskRun<?> but) {
    return but.urgent() ? (int) before(but).count() : others(but);
  }

  private Stream<TaskRun<?>> before(TaskRun<?> of) {
    return urgent.stream()
        .filter(
            task -> !task.equals(of) && task.share().deadlineNs() - of.share().deadlineNs() <= 0);
  }

  private int others(TaskRun<?> but) {
    return needs.size() - (needs.containsKey(but) ? 1 : 0);
  }

  /** How many there are. */
  synchronized int all() {
    return needs.size();
  }

  /** A run begins here: a run that is not alone now was disturbed. */
  synchronized void enter(TaskRun<?> task) {
    present.merge(task, 1, Integer::sum);
    if (present.size() > 1) {
      present.keySet().forEach(run -> run.outlook().disturb());
    }
  }

  /** A run ends here. */
  synchronized void leave(TaskRun<?> task) {
    present.computeIfPresent(task, (_, runs) -> runs == 1 ? null : runs - 1);
  }

  /** How many runs of a task are here now. */
  synchronized int runs(TaskRun<?> task) {
    return present.getOrDefault(task, 0);
  }
}
