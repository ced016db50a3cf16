package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.msm.kernels.SumSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * How the buckets of each window are added up: buckets to segments by one thread each, whose sums
 * lie in the <em>strands</em> of {@link SumSteps}; those of a strand in rounds of a few to
 * <em>branches</em>, and branches in more rounds to one point a strand.
 *
 * @param segmentLog log of the buckets of a segment
 * @param segmentsLog log of the segments of a window; a strand has half as many sums
 * @param fans how many points each thread of each round adds up, until one a strand is left
 * @param branchRounds rounds that add a strand's sums up to branches; the others add branches up
 * @param branchLog log of the sums of a branch
 * @param branchesLog log of the branches of a strand
 */
public record BucketTree(
    int segmentLog,
    int segmentsLog,
    List<Integer> fans,
    int branchRounds,
    int branchLog,
    int branchesLog) {
  private static final int LEAST_SEGMENT_LOG = 2;
  private static final int MOST_SEGMENT_LOG = 6;

  /** So few segments are small ones: threads are many enough, and their chains half as long. */
  private static final int FEW_SEGMENTS = 1 << 13;

  private static final int MOST_SEGMENTS = 1 << 16;
  private static final int MOST_FAN = 4;

  /**
   * The tree of {@code windows} windows of 2^{@code bucketsLog} buckets. A branch's sums and a
   * strand's branches are as few together as can be; of two such trees, that with fewer branches,
   * since one is drawn.
   */
  static BucketTree of(int bucketsLog, int windows) {
    int segmentLog = LEAST_SEGMENT_LOG;
    if (windows << (bucketsLog - segmentLog) > FEW_SEGMENTS) {
      segmentLog++;
    }
    while (segmentLog < MOST_SEGMENT_LOG && windows << (bucketsLog - segmentLog) > MOST_SEGMENTS) {
      segmentLog++;
    }
    segmentLog = Math.min(segmentLog, bucketsLog - 2);
    int segmentsLog = bucketsLog - segmentLog;
    int strandLog = segmentsLog - 1;
    List<Integer> fans = new ArrayList<>();
    int rounds = 0;
    int branchLog = 0;
    int addedLog = 0;
    for (int left = 1 << strandLog; left > 1; left /= fans.getLast()) {
      if (path(addedLog, strandLog) <= path(branchLog, strandLog)) {
        rounds = fans.size();
        branchLog = addedLog;
      }
      fans.add(Math.min(left, MOST_FAN));
      addedLog += Integer.numberOfTrailingZeros(fans.getLast());
    }
    return new BucketTree(
        segmentLog, segmentsLog, List.copyOf(fans), rounds, branchLog, strandLog - branchLog);
  }

  /** Points to add up, if this number of a strand's sums make a branch. */
  private static int path(int branchLog, int strandLog) {
    return (1 << branchLog) + (1 << (strandLog - branchLog));
  }

  /** Strands of a window. */
  public int strands() {
    return segmentsLog + SumSteps.WEIGHTED;
  }

  /** Log of the sums of a strand. */
  public int strandLog() {
    return segmentsLog - 1;
  }

  /**
   * Which segment a sum belongs to.
   *
   * @param strand of the window
   * @param place in the strand
   */
  public int segment(int strand, int place) {
    if (strand < SumSteps.WEIGHTED) {
      return (strand << strandLog()) + place;
    }
    int bit = strand - SumSteps.WEIGHTED;
    return (place >> bit << (bit + 1)) + (1 << bit) + (place & ((1 << bit) - 1));
  }

  /** Where branches begin among the points shown: after a segment's buckets and its branch. */
  public int branchesShownFrom() {
    return (1 << segmentLog) + (1 << branchLog);
  }

  /** Points that are shown: buckets, a branch's sums and branches. */
  public int shownPoints() {
    return branchesShownFrom() + (1 << branchesLog);
  }
}
