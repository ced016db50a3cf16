package dev.twinloop.run;

import dev.twinloop.device.Device;
import java.util.List;

/** The accelerators that a scheduler may use, as far as they are known. Never waits. */
public interface Accelerators {
  /** Those that tasks may use: those that were named, or every GPU that was found. */
  List<Device> usable();

  /** Whether they were looked for, or some were named. */
  boolean known();

  /** Asks that they be looked for in the background. */
  void search();

  /** Why there are none, one line each. */
  List<String> problems();
}
