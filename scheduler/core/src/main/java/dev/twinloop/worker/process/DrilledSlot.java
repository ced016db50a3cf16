package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** A slot that goes wrong when its worker's drill says so. */
record DrilledSlot(Slot slot, Drill drill, FrameStream frames) implements Slot {
  private static final long SLOWER_MS = 3000;

  @Override
  public Buffers buffers() {
    return slot.buffers();
  }

  @Override
  public void forTask(String traceId) {
    slot.forTask(traceId);
  }

  @Override
  public void timeNextRun() {
    slot.timeNextRun();
  }

  @Override
  public Timings run() {
    Optional<Drill.Kind> due = drill.due(Drill.Point.RUN);
    return due.isPresent() ? wrong(due.get()) : slot.run();
  }

  private Timings wrong(Drill.Kind kind) {
    return switch (kind) {
      case CORRUPT -> {
        Timings timings = slot.run();
        firstOutput().ifPresent(DrilledSlot::invert);
        yield timings;
      }
      case FLIP -> {
        Timings timings = slot.run();
        firstOutput().ifPresent(s -> s.set(ValueLayout.JAVA_BYTE, 0, flipped(s)));
        yield timings;
      }
      case OOM -> throw DeviceException.Code.OUT_OF_MEMORY.exception("drill: out of memory");
      case SKIP -> Timings.ofRun(0, 0, 0, 0);
      case HANG -> {
        Drill.sleepForever();
        yield slot.run();
      }
      case CRASH -> {
        Runtime.getRuntime().halt(70);
        yield slot.run();
      }
      case SLOW -> {
        Drill.sleep(SLOWER_MS);
        yield slot.run();
      }
      case GARBAGE -> {
        send(
            "a driver writes where it should not"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        yield slot.run();
      }
      case OVERSIZED -> {
        send(new byte[] {0x7f, -1, -1, -1, 'D'});
        yield slot.run();
      }
      case CLOSE -> {
        hangUp();
        Drill.sleepForever();
        yield slot.run();
      }
      case COMPILE, START_CRASH, START_HANG -> slot.run();
    };
  }

  @Override
  public void wipe() {
    slot.wipe();
  }

  @Override
  public void close() {
    slot.close();
  }

  private void send(byte[] noise) {
    try {
      frames.writeNoise(noise);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hangUp() {
    try {
      frames.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<MemorySegment> firstOutput() {
    return buffers().layout().buffers().stream()
        .filter(spec -> spec.role() == BufferSpec.Role.OUTPUT)
        .findFirst()
        .map(spec -> buffers().payload(spec.name()));
  }

  private static byte flipped(MemorySegment segment) {
    return (byte) (segment.get(ValueLayout.JAVA_BYTE, 0) ^ 1);
  }

  private static void invert(MemorySegment segment) {
    for (long i = 0; i < segment.byteSize(); i++) {
      segment.set(ValueLayout.JAVA_BYTE, i, (byte) ~segment.get(ValueLayout.JAVA_BYTE, i));
    }
  }
}
