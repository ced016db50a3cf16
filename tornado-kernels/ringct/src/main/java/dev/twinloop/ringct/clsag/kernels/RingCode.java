package dev.twinloop.ringct.clsag.kernels;

import dev.twinloop.kernel.machine.edwards.ClsagPrograms;

/**
 * The {@code code} buffer of ring signatures: numbers that follow from the ring's size, where each
 * program starts and ends, and the programs.
 *
 * <pre>
 *   long   0     1            2          3             4     5        6 …             HEAD
 *         +-----+------------+----------+-------------+-----+--------+---------------+------------+
 *         |  n  | reciprocal | item ints| first blocks| rest| blocks | start, end, … |  programs  |
 *         +-----+------------+----------+-------------+-----+--------+---------------+------------+
 * </pre>
 */
public final class RingCode {
  /** Members of a ring. */
  public static final int RING = 0;

  /** 2^{@link #SHIFT} / n, rounded up. */
  public static final int RECIPROCAL = 1;

  /** Ints of an item. */
  public static final int ITEM_INTS = 2;

  /** Whole blocks that the hashes of all rounds begin with. */
  public static final int FIRST_BLOCKS = 3;

  /** Lanes behind them that all rounds have in common. */
  public static final int REST = 4;

  /** Blocks that are left for each round, 1 or 2. */
  public static final int BLOCKS = 5;

  /** Start and end of each of {@link ClsagPrograms.Program}. */
  public static final int PROGRAMS = 6;

  /** As many as {@link ClsagPrograms.Program} has. */
  public static final int PROGRAM_COUNT = 10;

  /** Where the programs begin. */
  public static final int HEAD = PROGRAMS + 2 * PROGRAM_COUNT;

  /** Of the reciprocal. */
  public static final int SHIFT = 40;

  /** A signature that is to be gone round. */
  public static final int PENDING = -1;

  /** What {@link MemberKernel} finds: s is not below l; P is no point; C is none. */
  public static final int S_BAD = 1;

  public static final int KEY_BAD = 2;
  public static final int COMMITMENT_BAD = 4;

  private RingCode() {}
}
