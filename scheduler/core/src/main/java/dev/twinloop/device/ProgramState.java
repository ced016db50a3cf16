package dev.twinloop.device;

import dev.twinloop.engine.DeviceException;

/**
 * What a device has of one program at one capacity class.
 *
 * <pre>
 *   Cold ── prepare ──▶ Compiling ──▶ Warm ── memory wanted, or the worker ended ──▶ Cold
 *                           └──────▶ Refused ── its time is over ──▶ Cold
 * </pre>
 */
public sealed interface ProgramState {
  /** Not compiled, and nobody compiles it. */
  record Cold() implements ProgramState {}

  /** Waits for the compiler or is being compiled. */
  record Compiling(long sinceNs) implements ProgramState {}

  /**
   * Compiled.
   *
   * @param freeSlots how many leases it could give out now, as far as the device has room
   * @param slots how many slots it has, leased ones included
   */
  record Warm(int freeSlots, int slots) implements ProgramState {}

  /**
   * The device does not take it: the fault of the pair, not of the device.
   *
   * @param why of code COMPILATION, OUT_OF_MEMORY or TIMEOUT
   * @param retryNs when it may be tried again
   */
  record Refused(DeviceException why, long retryNs) implements ProgramState {}
}
