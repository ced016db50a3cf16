package dev.twinloop.bench.drill;

/** What can be made to go wrong. */
public enum Failure {
  /** The worker's process is killed. */
  KILL,
  /** The worker's process is stopped (SIGSTOP): it neither answers nor ends. */
  STOP,
  /** Every answer is wrong from now on. */
  WRONG_RESULT("corrupt"),
  /** One bit of one answer is wrong. */
  ONE_BIT("flip"),
  /** The kernels do not run: the output is an earlier one. */
  STALE_OUTPUT("skip"),
  /** Every run takes longer than it may. */
  SLOW_DEVICE("slow"),
  /** A run ends for want of memory. */
  OUT_OF_MEMORY("oom"),
  /** A run never ends. */
  HANG("hang"),
  /** The process exits in the middle of a run. */
  CRASH("crash"),
  /** The process is killed and its next three starts crash. */
  CRASH_LOOP_AT_START("start_crash 3"),
  /** The process is killed and its next start never says a word. */
  HANG_AT_START("start_hang"),
  /** There is no room for shared files when a new program wants some. */
  FULL_SHARED_MEMORY,
  /** Bytes that are no frame come over the control channel. */
  GARBAGE_FRAMES("garbage"),
  /** A frame claims to be two gigabytes long. */
  OVERSIZED_FRAME("oversized"),
  /** The control channel is closed and the process goes on. */
  CLOSED_PIPE("close"),
  /** The process that lists devices is killed. */
  KILLED_DISCOVERY,
  /** Caller and worker stand still for longer than a run may take, so that the clock leaps. */
  CLOCK_JUMP,
  /** The caller's own process is killed; its worker is stopped. */
  PARENT_KILLED;

  private final String order;

  Failure() {
    this("");
  }

  Failure(String order) {
    this.order = order;
  }

  /** What the worker is ordered to do; empty where the failure comes from outside. */
  String order() {
    return order;
  }

  /** Whether it happens to a scheduler that is shared with other failures. */
  public boolean live() {
    return switch (this) {
      case KILLED_DISCOVERY, CLOCK_JUMP, PARENT_KILLED -> false;
      case KILL,
          STOP,
          WRONG_RESULT,
          ONE_BIT,
          STALE_OUTPUT,
          SLOW_DEVICE,
          OUT_OF_MEMORY,
          HANG,
          CRASH,
          CRASH_LOOP_AT_START,
          HANG_AT_START,
          FULL_SHARED_MEMORY,
          GARBAGE_FRAMES,
          OVERSIZED_FRAME,
          CLOSED_PIPE ->
          true;
    };
  }

  /** Whether the process must be killed for the order to be obeyed by the next one. */
  boolean atStart() {
    return this == CRASH_LOOP_AT_START || this == HANG_AT_START;
  }

  /** As the command line names it. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
