package dev.twinloop.toy;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;

/** Calls kernels with the payloads of their buffers. */
public record ToyEngine(HardwareCaps hardwareCaps, Runnable before) implements HostedEngine {
  /** An engine of a device that calls itself {@code id}, whose runs take so long. */
  public static ToyEngine of(String id, EngineType type, long runMs) {
    return of(id, type, () -> pause(runMs));
  }

  /** An engine of a device that calls itself {@code id}. */
  static ToyEngine of(String id, EngineType type, Runnable before) {
    return new ToyEngine(
        new HardwareCaps(id, "toy", type, Backend.JVM, false, 1 << 30, 1, "1"), before);
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw DeviceException.Code.LAUNCH.exception("toy", e);
    }
  }

  /** The same device, naming so much memory. */
  ToyEngine withMemory(long bytes) {
    HardwareCaps c = hardwareCaps;
    HardwareCaps caps =
        new HardwareCaps(
            c.deviceId(),
            c.deviceName(),
            c.engineType(),
            c.backend(),
            c.hostCpu(),
            bytes,
            c.computeUnits(),
            c.driver());
    return new ToyEngine(caps, before);
  }

  @Override
  public EngineType engineType() {
    return hardwareCaps.engineType();
  }

  @Override
  public boolean supports(TaskType type) {
    return !type.name().equals("unsupported");
  }

  @Override
  public int preferredSlots() {
    return 2;
  }

  @Override
  public Slot openSlot(
      Program<?, ?> program, int capacity, BufferLayout layout, MemorySegment block) {
    return new ToySlot(layout, Buffers.over(layout, capacity, block), before);
  }

  @Override
  public void close() {}

  private record ToySlot(BufferLayout layout, Buffers buffers, Runnable before) implements Slot {
    @Override
    public Timings run() {
      before.run();
      try {
        for (int k = 0; k < layout.kernels().size(); k++) {
          KernelCall kernel = layout.kernels().get(k);
          Stream<String> names =
              Stream.concat(
                  Stream.of(BufferLayout.controlName(k), BufferLayout.receiptName(k)),
                  kernel.buffers().stream());
          kernel.resolve().invoke(null, names.map(buffers::payload).toArray());
        }
      } catch (ReflectiveOperationException e) {
        throw DeviceException.Code.LAUNCH.exception("toy", e);
      }
      return Timings.ofRun(0, 1, 0, 1);
    }

    @Override
    public void close() {}
  }
}
