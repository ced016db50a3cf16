package dev.twinloop.policy;

/** Where a scheduler may place work. */
public enum Strategy {
  /**
   * Starts on the CPU and uses accelerators when they save time. If an accelerator fails, the CPU
   * computes.
   */
  AUTO,
  /** Accelerators and CPU share the slices by measured speed. */
  LOAD_BALANCE,
  /** The CPU alone; no worker is ever started. */
  CPU_ONLY,
  /** Accelerators alone. If they fail, the task fails. */
  GPU_ONLY
}
