package dev.twinloop.device;

import dev.twinloop.engine.DeviceException;

/** How a slice on a lease ended: whose fault it was, if it was anybody's. */
public sealed interface SliceOutcome {
  /** It ran, its receipts are there and its check passed. */
  record Done(long elapsedNs) implements SliceOutcome {}

  /** The device failed; the code says how much it means. The slot is not used again. */
  record Failed(DeviceException failure) implements SliceOutcome {}

  /** The task's own encode, decode or check threw: the device is not to blame. */
  record UserError(Throwable thrown) implements SliceOutcome {}

  /** The task was cancelled before or after the run: nobody is to blame. */
  record Cancelled() implements SliceOutcome {}
}
