package dev.twinloop.bench;

import dev.twinloop.bench.report.ReportRow.Stage;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.Timings;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of runs went. The device's own share is known only where its clocks were read at
 * every run.
 */
final class Stages {
  private long runs;
  private long encodeNs;
  private long copyInNs;
  private long kernelNs;
  private long copyOutNs;
  private long runNs;
  private long decodeNs;
  private long checkNs;
  private boolean timed = true;

  /** Adds a run of a task. */
  void add(TaskReport report) {
    runs++;
    report.slices().stream().map(SliceReport::timings).forEach(this::slice);
  }

  /** Adds a run of one slice. */
  void add(Timings timings) {
    runs++;
    slice(timings);
  }

  private void slice(Timings timings) {
    encodeNs += timings.encodeNs();
    copyInNs += timings.copyInNs();
    kernelNs += timings.kernelNs();
    copyOutNs += timings.copyOutNs();
    runNs += timings.runNs();
    decodeNs += timings.decodeNs();
    checkNs += timings.checkNs();
    timed &= timings.kernelNs() > 0;
  }

  /** Forgets what was added: warming up is over. */
  void clear() {
    runs = 0;
    encodeNs = 0;
    copyInNs = 0;
    kernelNs = 0;
    copyOutNs = 0;
    runNs = 0;
    decodeNs = 0;
    checkNs = 0;
    timed = true;
  }

  /** The mean over the runs; stages that took no time are left out. */
  List<Stage> list() {
    List<Stage> stages = new ArrayList<>();
    stage(stages, "encode", encodeNs);
    if (timed) {
      stage(stages, "copy in", copyInNs);
      stage(stages, "kernels", kernelNs);
      stage(stages, "copy out", copyOutNs);
      stage(stages, "launch and wait", Math.max(0, runNs - copyInNs - kernelNs - copyOutNs));
    } else {
      stage(stages, "run", runNs);
    }
    stage(stages, "decode", decodeNs);
    stage(stages, "check", checkNs);
    return stages;
  }

  private void stage(List<Stage> stages, String name, long ns) {
    if (ns > 0) {
      stages.add(new Stage(name, ns / Math.max(1, runs)));
    }
  }
}
