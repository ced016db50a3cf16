package dev.twinloop.kernel.msm.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * How the buckets of a window are added up to its point: buckets to segments by one thread each,
 * segments in rounds of a few to <em>branches</em>, and branches in more rounds to the window.
 *
 * @param segmentLog log of the buckets of a segment
 * @param fans how many points each thread of each round adds up, until one a window is left
 * @param branchRounds rounds that add segments up to branches; the others add branches up
 * @param branchLog log of the segments of a branch
 * @param branchesLog log of the branches of a window
 */
public record BucketTree(
    int segmentLog, List<Integer> fans, int branchRounds, int branchLog, int branchesLog) {
  private static final int LEAST_SEGMENT_LOG = 3;
  private static final int MOST_SEGMENT_LOG = 6;
  private static final int MOST_SEGMENTS = 1 << 16;
  private static final int MOST_FAN = 4;

  /**
   * The tree of so many windows of 2^{@code bucketsLog} buckets. A branch's segments and a window's
   * branches are as few together as can be; of two such trees, that with fewer branches, since one
   * is drawn.
   */
  static BucketTree of(int bucketsLog, int windows) {
    int segmentLog = LEAST_SEGMENT_LOG;
    while (segmentLog < MOST_SEGMENT_LOG && windows << (bucketsLog - segmentLog) > MOST_SEGMENTS) {
      segmentLog++;
    }
    segmentLog = Math.min(segmentLog, bucketsLog - 1);
    int segmentsLog = bucketsLog - segmentLog;
    List<Integer> fans = new ArrayList<>();
    int rounds = 0;
    int branchLog = 0;
    int addedLog = 0;
    for (int left = 1 << segmentsLog; left > 1; left /= fans.getLast()) {
      if (path(addedLog, segmentsLog) <= path(branchLog, segmentsLog)) {
        rounds = fans.size();
        branchLog = addedLog;
      }
      fans.add(Math.min(left, MOST_FAN));
      addedLog += Integer.numberOfTrailingZeros(fans.getLast());
    }
    return new BucketTree(
        segmentLog, List.copyOf(fans), rounds, branchLog, segmentsLog - branchLog);
  }

  /** Points to add up, if so many of a window's segments make a branch. */
  private static int path(int branchLog, int segmentsLog) {
    return (1 << branchLog) + (1 << (segmentsLog - branchLog));
  }

  /** Log of the segments of a window. */
  public int segmentsLog() {
    return branchLog + branchesLog;
  }

  /** Where branches begin among the points shown: after a segment's buckets and its branch. */
  public int branchesShownFrom() {
    return (1 << segmentLog) + (1 << branchLog);
  }

  /** Points that are shown: buckets, segments and branches. */
  public int shownPoints() {
    return branchesShownFrom() + (1 << branchesLog);
  }
}
