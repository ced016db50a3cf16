package dev.twinloop.policy;

/** Where a scheduler may place work. */
public enum Strategy {
  /** Starts on the CPU and brings accelerators in once they pay; the CPU is the second chance. */
  AUTO,
  /** Accelerators and CPU share the slices by measured speed. */
  LOAD_BALANCE,
  /** The CPU alone; no worker is ever started. */
  CPU_ONLY,
  /** Accelerators alone: where they fail, the task fails. */
  GPU_ONLY
}
