package dev.twinloop.run;

import dev.twinloop.device.Device;
import java.util.List;

/** The accelerators that a scheduler may use, as far as they are known. Never waits. */
public interface Accelerators {
  /** The devices that tasks may use: the named devices, or every GPU that was found. */
  List<Device> usable();

  /** Whether the search has ended, or devices were named. */
  boolean known();

  /** Starts a search for devices in the background. */
  void search();

  /** The reasons why providers have no devices, one line each. */
  List<String> problems();
}
