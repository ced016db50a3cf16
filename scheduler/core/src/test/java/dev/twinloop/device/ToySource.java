package dev.twinloop.device;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import dev.twinloop.toy.ToyEngine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Toy engines whose starts, compilations and runs go as a test wants. */
final class ToySource implements EngineSource {
  /** Every life that was started. */
  final List<ToyLife> lives = new ArrayList<>();

  /** Every slot that was opened, closed or not. */
  final List<ToySlot> slots = new ArrayList<>();

  /** What a start throws; empty: it succeeds. */
  Optional<RuntimeException> startFailure = Optional.empty();

  /** Called while a life begins; may wait. */
  Runnable beforeStart = () -> {};

  /** Called before a slot is opened; may throw. */
  BiConsumer<Program<?, ?>, Integer> beforeOpen = (_, _) -> {};

  /** What runs throw; empty: they succeed. */
  Optional<RuntimeException> runFailure = Optional.empty();

  /** How many leases keep a device busy. */
  int preferredSlots = 2;

  /** Whether runs invert what they compute. */
  boolean lies;

  @Override
  public RunningEngine start() {
    beforeStart.run();
    if (startFailure.isPresent()) {
      throw startFailure.get();
    }
    ToyLife life = new ToyLife();
    lives.add(life);
    return life;
  }

  ToyLife present() {
    return lives.getLast();
  }

  final class ToyLife implements RunningEngine {
    final CompletableFuture<String> ended = new CompletableFuture<>();
    int closed;

    @Override
    public DeviceEngine engine() {
      return new Engine();
    }

    @Override
    public CompletableFuture<String> ended() {
      return ended;
    }

    @Override
    public String describe() {
      return "toy";
    }

    @Override
    public void close() {
      closed++;
      ended.complete("closed");
    }

    @Override
    public void kill() {
      close();
    }
  }

  final class Engine implements DeviceEngine {
    private final ToyEngine toy = ToyEngine.of("toy:0", EngineType.GPU, 0);

    @Override
    public int preferredSlots() {
      return preferredSlots;
    }

    @Override
    public Slot openSlot(Program<?, ?> program, int capacity) {
      beforeOpen.accept(program, capacity);
      BufferLayout layout = BufferLayout.of(program, capacity);
      MemorySegment block = Arena.ofAuto().allocate(layout.bytes(), 4096);
      ToySlot slot = new ToySlot(toy.openSlot(program, capacity, layout, block), block);
      slots.add(slot);
      return slot;
    }

    @Override
    public EngineType engineType() {
      return EngineType.GPU;
    }

    @Override
    public HardwareCaps hardwareCaps() {
      return toy.hardwareCaps();
    }

    @Override
    public boolean supports(TaskType type) {
      return true;
    }

    @Override
    public void close() {}
  }

  final class ToySlot implements Slot {
    final Slot slot;
    final MemorySegment block;
    int runs;
    boolean closed;

    ToySlot(Slot slot, MemorySegment block) {
      this.slot = slot;
      this.block = block;
    }

    @Override
    public Buffers buffers() {
      return slot.buffers();
    }

    @Override
    public Timings run() {
      if (closed) {
        throw DeviceException.Code.UNAVAILABLE.exception("closed");
      }
      runs++;
      if (runFailure.isPresent()) {
        throw runFailure.get();
      }
      Timings timings = slot.run();
      if (lies) {
        MemorySegment out = buffers().payload("out");
        out.set(java.lang.foreign.ValueLayout.JAVA_INT, 0, -1);
      }
      return timings;
    }

    @Override
    public void close() {
      closed = true;
    }

    /** Whether nothing but zeros lies in its buffers. */
    boolean clean() {
      return block.mismatch(MemorySegment.ofArray(new byte[(int) block.byteSize()])) < 0;
    }
  }
}
