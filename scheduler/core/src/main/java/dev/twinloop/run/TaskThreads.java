package dev.twinloop.run;

/** Runs steps in a task's name. */
interface TaskThreads {
  /** Runs a step on a thread of the CPU's. */
  void carry(Share share, Runnable step);

  /** Runs steps on a thread that waits for the task, if a core is left for it. */
  default void carryWaiting(Share share, Runnable steps) {
    carry(share, steps);
  }
}
