package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import java.util.Locale;
import uk.ac.manchester.tornado.api.exceptions.TornadoMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/** Sorts what TornadoVM throws while a slot is made or run. */
final class RunFailure {
  private RunFailure() {}

  /**
   * The device exception for a failure.
   *
   * @param what the slot, in words
   * @param otherwise COMPILATION while the slot is made, LAUNCH later
   */
  static DeviceException explain(String what, Code otherwise, Throwable failure) {
    if (failure instanceof DeviceException known) {
      return known;
    }
    String text = StartFailure.all(failure);
    if (outOfMemory(failure, text)) {
      return Code.OUT_OF_MEMORY.exception(
          what
              + ": device or host memory did not suffice ("
              + line(failure)
              + "); use smaller"
              + " slices",
          failure);
    }
    String advice =
        otherwise == Code.COMPILATION
            ? "; compare the kernel with the rules in docs/kernels.md"
            : "; the worker's log may say more";
    return otherwise.exception(what + ": " + line(failure) + advice, failure);
  }

  private static boolean outOfMemory(Throwable failure, String text) {
    for (Throwable t = failure; t != null && t != t.getCause(); t = t.getCause()) {
      if (t instanceof TornadoOutOfMemoryException
          || t instanceof TornadoMemoryException
          || t instanceof OutOfMemoryError) {
        return true;
      }
    }
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.contains("OUT_OF_MEMORY") || upper.contains("OBJECT_ALLOCATION_FAILURE");
  }

  private static String line(Throwable failure) {
    return failure.toString().lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
  }
}
