package dev.twinloop.device;

import dev.twinloop.engine.DeviceException;

/** How a slice on a lease ended, and what caused a failure, if it failed. */
public sealed interface SliceOutcome {
  /** The slice ran, its receipts are complete, and its check passed. */
  record Done(long elapsedNs) implements SliceOutcome {}

  /** The device failed. The code says how serious the failure is. The slot is not used again. */
  record Failed(DeviceException failure) implements SliceOutcome {}

  /** The task's own encode, decode or check threw: the device is not the cause. */
  record UserError(Throwable thrown) implements SliceOutcome {}

  /** The task was cancelled before or after the run: nothing failed. */
  record Cancelled() implements SliceOutcome {}
}
