package dev.twinloop.run;

import dev.twinloop.policy.CostCurve;
import dev.twinloop.task.Program;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that tasks come in: of each program and size, of each program, and all. */
final class Streams {
  private static final int MOST = 4096;

  private final double memoryS;
  private final Stream all;
  private final Map<Stream.Key, Stream> sizes = new ConcurrentHashMap<>();
  private final Map<Program<?, ?>, Stream> programs = new ConcurrentHashMap<>();

  /**
   * None has begun.
   *
   * @param memoryS over how long a time arrivals are averaged
   */
  Streams(double memoryS) {
    this.memoryS = memoryS;
    this.all = new Stream(memoryS);
  }

  /** All tasks. */
  Stream all() {
    return all;
  }

  /** Tasks of a program and about a size. */
  Stream of(TaskRun<?> run) {
    Stream.Key key = new Stream.Key(run.program(), CostCurve.sizeClass(run.task().items()));
    Stream known = sizes.get(key);
    if (known != null) {
      return known;
    }
    if (sizes.size() > MOST) {
      sizes.clear();
    }
    return sizes.computeIfAbsent(key, _ -> new Stream(memoryS));
  }

  /** All tasks of a program: what is compiled for one size serves, or is near, the others. */
  Stream ofProgram(TaskRun<?> run) {
    if (programs.size() > MOST) {
      programs.clear();
    }
    return programs.computeIfAbsent(run.program(), _ -> new Stream(memoryS));
  }

  /** A device has started again: what copies showed of its worker is no longer so. */
  void started(String device) {
    sizes.values().forEach(stream -> stream.started(device));
  }
}
