package dev.twinloop.device;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.Slot;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens slots: compiles, makes room where there is none, and tries known answers in the slot. */
final class SlotOpener {
  private final String deviceId;
  private final Trial trial;

  SlotOpener(String deviceId, Trial trial) {
    this.deviceId = deviceId;
    this.trial = trial;
  }

  /**
   * Opens a slot. Takes as long as compiling.
   *
   * @param wish what; the first slot of a program must answer known answers rightly first
   * @param evicted a free slot that may be closed to make room, if there is one
   * @throws DeviceException of code {@code MISMATCH} if an answer is wrong; what the device or the
   *     program threw otherwise
   */
  Slot open(DeviceLife life, CompileQueue.Wish wish, Supplier<Optional<Lease>> evicted) {
    Slot slot = opened(life, wish, evicted);
    if (wish.further()) {
      return slot;
    }
    SlotKey key = wish.key();
    Optional<String> problem;
    try {
      problem = trial.problem(key, slot);
    } catch (RuntimeException | Error e) {
      slot.close();
      throw e;
    }
    if (problem.isPresent()) {
      slot.close();
      throw Code.MISMATCH.exception("device " + deviceId + ": known answer of " + problem.get());
    }
    return slot;
  }

  private static Slot opened(
      DeviceLife life, CompileQueue.Wish wish, Supplier<Optional<Lease>> evicted) {
    SlotKey key = wish.key();
    while (true) {
      try {
        return life.running().engine().openSlot(key.program(), key.capacity(), wish.traceId());
      } catch (DeviceException.OutOfMemory e) {
        Optional<Lease> room = evicted.get();
        if (room.isEmpty()) {
          throw e;
        }
        room.get().close();
      }
    }
  }

  /** What a program's own code threw, as a refusal of the program. */
  static DeviceException asRefusal(SlotKey key, Throwable thrown) {
    return switch (thrown) {
      case DeviceException e -> e;
      case OutOfMemoryError e ->
          Code.OUT_OF_MEMORY.exception("slot of " + key + ": host memory was not to be had", e);
      default -> Code.COMPILATION.exception("slot of " + key + ": " + thrown, thrown);
    };
  }
}
