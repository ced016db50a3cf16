package dev.twinloop.device;

import dev.twinloop.engine.DeviceException;

/**
 * The state of one program on a device, for one capacity class.
 *
 * <pre>
 *   Cold ── prepare ──▶ Compiling ──▶ Warm ── memory wanted, or the worker ended ──▶ Cold
 *                           └──────▶ Refused ── its time is over ──▶ Cold
 * </pre>
 */
public sealed interface ProgramState {
  /** Not compiled, and not being compiled. */
  record Cold() implements ProgramState {}

  /** Waits for the compiler or is being compiled. */
  record Compiling(long sinceNs) implements ProgramState {}

  /**
   * Compiled.
   *
   * @param freeSlots how many leases the device could give out now, as far as it has room
   * @param slots how many slots it has, leased ones included
   */
  record Warm(int freeSlots, int slots) implements ProgramState {}

  /**
   * The device refused the program. The cause is the pair of program and device, not the device
   * alone.
   *
   * @param why the reason, of code COMPILATION, OUT_OF_MEMORY or TIMEOUT
   * @param retryNs when it may be tried again
   */
  record Refused(DeviceException why, long retryNs) implements ProgramState {}
}
