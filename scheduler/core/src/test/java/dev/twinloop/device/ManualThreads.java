package dev.twinloop.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Steps that run when a test says so, in the order it chooses, by a clock that it turns. */
final class ManualThreads implements DeviceThreads {
  private record Step(long atNs, long number, String name, Runnable body) {}

  private final List<Step> steps = new ArrayList<>();
  private long nowNs = Long.MAX_VALUE - 1_000_000_000; // overflows soon: times may only be compared
  private long number;

  @Override
  public long nanoTime() {
    return nowNs;
  }

  @Override
  public void run(String name, Runnable step) {
    steps.add(new Step(nowNs, number++, name, step));
  }

  @Override
  public void runAfter(Duration delay, String name, Runnable step) {
    steps.add(new Step(nowNs + delay.toNanos(), number++, name, step));
  }

  /** Lets time pass within a step, such as a compilation that takes long. */
  void pass(Duration time) {
    nowNs += time.toNanos();
  }

  /** Runs all that is due, and what follows from it. */
  void settle() {
    while (!due().isEmpty()) {
      runOne(due().getFirst());
    }
  }

  /** Lets time pass, step by step in their order, and settles. */
  void advance(Duration time) {
    long end = nowNs + time.toNanos();
    settle();
    while (true) {
      List<Step> next =
          steps.stream()
              .filter(step -> step.atNs() - end <= 0)
              .sorted(Comparator.comparingLong(step -> step.atNs() - end))
              .toList();
      if (next.isEmpty()) {
        nowNs = end;
        return;
      }
      nowNs = next.getFirst().atNs() - nowNs > 0 ? next.getFirst().atNs() : nowNs;
      settle();
    }
  }

  /** Runs one step by the end of its name, if it waits; says whether it did. */
  boolean runOnly(String name) {
    for (Step step : due()) {
      if (step.name().endsWith(name)) {
        runOne(step);
        return true;
      }
    }
    return false;
  }

  /** The names of the steps that are due, in order. */
  List<String> waiting() {
    return due().stream().map(Step::name).toList();
  }

  private List<Step> due() {
    return steps.stream()
        .filter(step -> step.atNs() - nowNs <= 0)
        .sorted(Comparator.comparingLong(Step::number))
        .toList();
  }

  private void runOne(Step step) {
    steps.remove(step);
    step.body().run();
  }
}
