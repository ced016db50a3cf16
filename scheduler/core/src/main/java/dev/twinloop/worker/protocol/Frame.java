package dev.twinloop.worker.protocol;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.ProgramName;
import java.util.List;

/**
 * The messages between caller and worker over a private Unix-domain socket. Data is not sent over
 * the socket: it is in a file that both sides map.
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
 * Slots are independent. Each slot has at most one request under way. The constructor of a frame
 * checks its limits, also when the frame is decoded. So every frame object is within the limits.
 */
public sealed interface Frame {
  /**
   * The version of this protocol. Both sides come from one build, so the versions must be equal.
   */
  int PROTOCOL = 4;

  /** The slot number of answers that belong to no slot. */
  int NO_SLOT = -1;

  /** Most devices that one provider may list. */
  int MOST_DEVICES = 1024;

  /** Most slots that a worker may ask to be kept busy. */
  int MOST_SLOTS = 64;

  /** The first frame of a worker: the devices that it sees, or the device that it serves. */
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

  /** Maps memory that the caller shares from now on. It has no answer. */
  record Share(int region, String file, long bytes) implements Frame {
    public Share {
      require(region >= 0, "region", region);
      require(bytes > 0, "bytes", bytes);
    }
  }

  /**
   * Runs the slot's program on the data in its buffers, or in windows that replace buffers.
   *
   * @param slot the slot
   * @param traceId the task it runs for, or empty
   * @param refresh whether the resident buffers are copied to the device first
   * @param timed whether the device's clocks are read
   * @param windows the memory that replaces buffers
   */
  record Run(int slot, String traceId, boolean refresh, boolean timed, List<Window> windows)
      implements Frame {
    public Run {
      require(slot >= 0, "slot", slot);
      windows = List.copyOf(windows);
    }

    /** A run for which the worker decides whether to read the device's clocks. */
    public Run(int slot, String traceId, boolean refresh, List<Window> windows) {
      this(slot, traceId, refresh, false, windows);
    }
  }

  /**
   * Shared memory that replaces a buffer.
   *
   * @param buffer the name of the buffer
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

  /** The run has ended. Its outputs are in the slot's buffers. */
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

  /** The request failed. With {@link #NO_SLOT}, the worker could not start. */
  record Failed(int slot, DeviceException.Code code, String text) implements Frame {}

  /** Frees the slot. It has no answer. */
  record Release(int slot) implements Frame {}

  private static void require(boolean fine, String what, long value) {
    if (!fine) {
      throw new IllegalArgumentException(what + "=" + value + " is out of range");
    }
  }
}
