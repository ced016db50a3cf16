package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.ntt.kernels.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the stages of a transform are spread over passes. By default there are as few passes as there
 * can be, first and last with three stages where there are enough (the first has few products, the
 * last keeps runs of eight elements together), the rest as even as possible.
 *
 * @param stages of each pass, 0 to 3; at least two passes, of which the last may be empty
 */
record NttPlan(List<Integer> stages) {
  static NttPlan of(int logSize) {
    if (logSize <= Tile.MOST_STAGES) {
      return new NttPlan(List.of(logSize, 0));
    }
    int passes = (logSize + Tile.MOST_STAGES - 1) / Tile.MOST_STAGES;
    Integer[] stages = new Integer[passes];
    Arrays.fill(stages, logSize / passes);
    int more = logSize % passes;
    for (int i = 0; i < more; i++) {
      stages[(passes - 1 + i) % passes]++;
    }
    return new NttPlan(new ArrayList<>(List.of(stages)));
  }

  /**
   * Two stages a pass, and three in the first one where their number is odd: the code of a pass is
   * a third as long, so that it is compiled sooner, and memory is read and written half as often
   * again.
   */
  static NttPlan ofPairs(int logSize) {
    if (logSize < 4) {
      return of(logSize);
    }
    Integer[] stages = new Integer[logSize / 2];
    Arrays.fill(stages, 2);
    stages[0] += logSize % 2;
    return new NttPlan(List.of(stages));
  }

  int passes() {
    return stages.size();
  }

  int stages(int pass) {
    return stages.get(pass);
  }

  /** Stages of the passes before. */
  int done(int pass) {
    return stages.stream().limit(pass).mapToInt(Integer::intValue).sum();
  }

  /** Stages of the last pass. */
  int kept() {
    return stages.getLast();
  }
}
