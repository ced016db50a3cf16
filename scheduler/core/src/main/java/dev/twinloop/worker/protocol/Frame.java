package dev.twinloop.worker.protocol;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.ProgramName;
import java.util.List;

/**
 * What caller and worker say to each other over a private Unix-domain socket. Data does not travel
 * here: it lies in a file that both map.
 *
 * <pre>
 *   caller                              worker
 *     |                                    |  (starts, opens its device)
 *     |  ◀──────────── Hello ──────────────|
 *     |  ── Prepare(slot, program, file) ─▶|  (maps, compiles)
 *     |  ◀────────── Prepared(slot) ───────|
 *     |  ── Run(slot) ────────────────────▶|
 *     |  ◀─ Done(slot) or Failed(slot) ────|
 *     |  ── Release(slot) ────────────────▶|
 *     |  ── end of stream ────────────────▶|  (exits)
 * </pre>
 *
 * Slots are independent: each has at most one request under way. Limits are checked where a frame
 * is made, which is also where it is decoded: a frame that exists is within them.
 */
public sealed interface Frame {
  /** Version of this protocol; both sides come from one build, so they must agree exactly. */
  int PROTOCOL = 4;

  /** The slot number of answers that belong to no slot. */
  int NO_SLOT = -1;

  /** Most devices that one provider may list. */
  int MOST_DEVICES = 1024;

  /** Most slots that a worker may ask to be kept busy. */
  int MOST_SLOTS = 64;

  /** First frame of a worker: the devices it sees, or the one it serves. */
  record Hello(int protocol, int preferredSlots, List<HardwareCaps> devices) implements Frame {
    public Hello {
      require(preferredSlots >= 0 && preferredSlots <= MOST_SLOTS, "slots", preferredSlots);
      require(devices.size() <= MOST_DEVICES, "devices", devices.size());
      for (HardwareCaps caps : devices) {
        require(!caps.deviceId().isEmpty(), "device id's length", 0);
        require(caps.memoryBytes() >= 0, "device's memory", caps.memoryBytes());
        require(caps.computeUnits() >= 0, "device's units", caps.computeUnits());
      }
      devices = List.copyOf(devices);
    }
  }

  /**
   * Maps the file, removes its name, and compiles the program over it.
   *
   * @param slot a number that no open slot has
   * @param traceId the task that wants the program first, or empty
   * @param program what to compile
   * @param capacity the capacity class
   * @param file the slot's buffers
   * @param bytes of the file
   */
  record Prepare(
      int slot, String traceId, ProgramName program, int capacity, String file, long bytes)
      implements Frame {
    public Prepare {
      require(slot >= 0, "slot", slot);
      require(capacity > 0 && Integer.bitCount(capacity) == 1, "capacity", capacity);
      require(bytes > 0, "bytes", bytes);
    }
  }

  /** The program is compiled. */
  record Prepared(int slot, long elapsedNs) implements Frame {
    public Prepared {
      require(elapsedNs >= 0, "time", elapsedNs);
    }
  }

  /** Maps memory that the caller shares for good; no answer. */
  record Share(int region, String file, long bytes) implements Frame {
    public Share {
      require(region >= 0, "region", region);
      require(bytes > 0, "bytes", bytes);
    }
  }

  /**
   * Runs the slot's program on what lies in its buffers, or in windows that stand in for them.
   *
   * @param slot which
   * @param traceId the task it runs for, or empty
   * @param refresh whether the resident buffers are copied to the device first
   * @param timed whether the device's clocks are read
   * @param windows in the place of buffers
   */
  record Run(int slot, String traceId, boolean refresh, boolean timed, List<Window> windows)
      implements Frame {
    public Run {
      require(slot >= 0, "slot", slot);
      windows = List.copyOf(windows);
    }

    /** A run whose device's clocks are read as often as the worker likes. */
    public Run(int slot, String traceId, boolean refresh, List<Window> windows) {
      this(slot, traceId, refresh, false, windows);
    }
  }

  /**
   * Shared memory in the place of a buffer.
   *
   * @param buffer its name
   * @param region a shared region
   * @param offset of the first byte, in the region's file
   * @param bytes how many belong to the slice
   */
  record Window(String buffer, int region, long offset, long bytes) {
    public Window {
      require(offset >= 0, "window's offset", offset);
      require(bytes >= 0, "window's bytes", bytes);
    }
  }

  /** The outputs lie in the slot's buffers. */
  record Done(int slot, Timings timings) implements Frame {
    public Done {
      require(
          timings.copyInNs() >= 0
              && timings.kernelNs() >= 0
              && timings.copyOutNs() >= 0
              && timings.runNs() >= 0,
          "run's time",
          timings.runNs());
    }
  }

  /** The request could not be done; with {@link #NO_SLOT}: the worker could not start. */
  record Failed(int slot, DeviceException.Code code, String text) implements Frame {}

  /** Frees the slot. Has no answer. */
  record Release(int slot) implements Frame {}

  private static void require(boolean fine, String what, long value) {
    if (!fine) {
      throw new IllegalArgumentException(what + "=" + value + " is out of range");
    }
  }
}
