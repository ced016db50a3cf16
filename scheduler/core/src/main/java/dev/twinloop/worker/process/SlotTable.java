package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Program;
import dev.twinloop.worker.memory.SharedBlock;
import dev.twinloop.worker.protocol.Frame;
import dev.twinloop.worker.protocol.FrameException;
import dev.twinloop.worker.protocol.FrameIntake;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The worker's slots: each has a thread of its own, which compiles and runs, so that slots overlap.
 * Called by the thread that reads frames, one at a time; answers are written by the slots' threads.
 * A slot's thread that has answered looks for the next request itself for a moment.
 */
final class SlotTable {
  private static final System.Logger LOG = System.getLogger(SlotTable.class.getName());

  /** A caller that takes longer between two runs is not waited for awake. */
  private static final Duration LONGEST_LOOKED_FOR = Duration.ofMillis(1);

  private final HostedEngine engine;
  private final FrameStream frames;
  private final Optional<Drill> drill;
  private final boolean confidential = Confidential.here();
  private final Map<Integer, Entry> entries = new HashMap<>();

  private final Map<Integer, MemorySegment> regions = new HashMap<>();
  private final Vigil vigil;
  private volatile @Nullable FrameIntake intake;

  /** Runs that were asked for. */
  private final AtomicInteger asked = new AtomicInteger();

  private volatile long answeredNs;

  /** Shared memory that stands in for a buffer. */
  private record Placed(String buffer, MemorySegment memory) {}

  SlotTable(HostedEngine engine, FrameStream frames, Optional<Drill> drill) {
    this.engine = engine;
    this.frames = frames;
    this.drill = drill;
    int crew = Math.min(1, Runtime.getRuntime().availableProcessors() / 4);
    this.vigil = new Vigil(LONGEST_LOOKED_FOR, new Vigil.Crew(crew));
  }

  /** Says where requests come from, and tells the caller that the device is there. */
  void open(FrameIntake requests) throws IOException {
    intake = requests;
    frames.write(
        new Frame.Hello(Frame.PROTOCOL, engine.preferredSlots(), List.of(engine.hardwareCaps())));
  }

  void prepare(Frame.Prepare request) throws IOException {
    Entry entry = new Entry(request.slot());
    if (entries.putIfAbsent(request.slot(), entry) != null) {
      throw new FrameException("frame: slot=" + request.slot() + " was prepared before");
    }
    entry.submit(request.traceId(), () -> entry.open(request));
  }

  void run(Frame.Run request) throws IOException {
    vigil.observe(System.nanoTime() - answeredNs);
    int unused = asked.incrementAndGet();
    Entry entry = entries.get(request.slot());
    if (entry == null) {
      throw new FrameException("frame: run of slot=" + request.slot() + ", which was not prepared");
    }
    List<Placed> placed = new ArrayList<>();
    for (Frame.Window window : request.windows()) {
      MemorySegment region = regions.get(window.region());
      if (region == null) {
        throw new FrameException("frame: region=" + window.region() + ", which was not shared");
      }
      if (window.offset() > region.byteSize() - window.bytes()) {
        throw new FrameException("frame: " + window + " in a region of " + region.byteSize());
      }
      placed.add(new Placed(window.buffer(), region.asSlice(window.offset(), window.bytes())));
    }
    entry.submit(request.traceId(), () -> entry.run(placed, request));
  }

  /** Maps a region; one that cannot be mapped is missed when a run wants it. */
  void share(Frame.Share request) {
    try {
      MemorySegment region =
          SharedBlock.map(Path.of(request.file()), request.bytes(), Arena.global());
      engine.share(region);
      regions.put(request.region(), region);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "shared region " + request.file(), e);
    }
  }

  /**
   * The thread that has answered looks for the next run, of whichever slot.
   *
   * @param before how many were asked for when its own began: if there are more, others are at work
   */
  private void lookForNext(int before) {
    long now = System.nanoTime();
    answeredNs = now;
    FrameIntake requests = intake;
    if (requests != null) {
      vigil.keep(requests, now, () -> asked.get() != before, _ -> {});
    }
  }

  void release(Frame.Release request) {
    Entry entry = entries.remove(request.slot());
    if (entry != null) {
      entry.submit("", entry::close);
      entry.thread.shutdown();
    }
  }

  private final class Entry {
    private final int number;
    private final ExecutorService thread;
    private final Arena arena = Arena.ofShared();
    private Optional<Slot> slot = Optional.empty();

    Entry(int number) {
      this.number = number;
      this.thread =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("slot-" + number).factory());
    }

    void submit(String traceId, Step step) {
      thread.execute(
          () -> {
            try {
              answer(traceId, step);
            } catch (IOException e) {
              // The control stream is gone and so is the caller: the reading thread ends us.
              LOG.log(System.Logger.Level.INFO, "slot " + number + ": answer not sent", e);
            }
          });
    }

    private void answer(String traceId, Step step) throws IOException {
      try {
        step.perform();
      } catch (DeviceException e) {
        frames.write(new Frame.Failed(number, e.code(), String.valueOf(e.getMessage())));
      } catch (OutOfMemoryError e) {
        frames.write(new Frame.Failed(number, DeviceException.Code.OUT_OF_MEMORY, e.toString()));
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "slot " + number + forTask(traceId), e);
        frames.write(new Frame.Failed(number, DeviceException.Code.LAUNCH, e.toString()));
      }
    }

    private static String forTask(String traceId) {
      return traceId.isEmpty() ? "" : " for task " + traceId;
    }

    void open(Frame.Prepare request) throws IOException {
      long start = System.nanoTime();
      drill.ifPresent(Drill::beforeCompiling);
      Program<?, ?> program = request.program().create(ClassLoader.getSystemClassLoader());
      BufferLayout layout = BufferLayout.of(program, request.capacity());
      MemorySegment block = SharedBlock.adopt(Path.of(request.file()), request.bytes(), arena);
      Slot opened = engine.openSlot(program, request.capacity(), layout, block);
      slot = Optional.of(drill.map(d -> (Slot) new DrilledSlot(opened, d, frames)).orElse(opened));
      frames.write(new Frame.Prepared(number, System.nanoTime() - start));
    }

    void run(List<Placed> placed, Frame.Run request) throws IOException {
      int before = asked.get();
      compute(placed, request);
      lookForNext(before);
    }

    private void compute(List<Placed> placed, Frame.Run request) throws IOException {
      Slot opened =
          slot.orElseThrow(
              () -> DeviceException.Code.LAUNCH.exception("slot " + number + ": not prepared"));
      opened.buffers().refresh(request.refresh());
      if (request.timed()) {
        opened.timeNextRun();
      }
      List<Placed> copied =
          placed.stream().filter(p -> !opened.place(p.buffer(), p.memory())).toList();
      copied.forEach(p -> copy(opened, p, BufferSpec.Role.INPUT));
      copied.forEach(p -> copy(opened, p, BufferSpec.Role.RESIDENT));
      Timings timings;
      try {
        timings = opened.run();
        copied.forEach(p -> copy(opened, p, BufferSpec.Role.OUTPUT));
      } catch (RuntimeException | Error e) {
        wipeAfter(opened, e);
        throw e;
      } finally {
        copied.forEach(p -> zero(opened, p));
      }
      if (confidential) {
        opened.wipe();
      }
      frames.write(new Frame.Done(number, timings));
    }

    /** What a run left that failed. */
    private void wipeAfter(Slot opened, Throwable failure) {
      try {
        if (confidential) {
          opened.wipe();
        }
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }

    /** For engines that cannot reach shared memory: through the slot's own buffers. */
    private void copy(Slot opened, Placed placed, BufferSpec.Role role) {
      BufferLayout.Region region = opened.buffers().layout().regions().get(placed.buffer());
      if (region == null || region.spec().role() != role) {
        return;
      }
      MemorySegment own =
          opened.buffers().payload(placed.buffer()).asSlice(0, placed.memory().byteSize());
      if (role == BufferSpec.Role.OUTPUT) {
        placed.memory().copyFrom(own);
      } else {
        own.copyFrom(placed.memory());
      }
    }

    /** The caller zeroes what it wrote itself; of these copies it knows nothing. */
    private void zero(Slot opened, Placed placed) {
      BufferLayout.Region region = opened.buffers().layout().regions().get(placed.buffer());
      if (region != null && region.spec().role() != BufferSpec.Role.RESIDENT) {
        opened
            .buffers()
            .payload(placed.buffer())
            .asSlice(0, placed.memory().byteSize())
            .fill((byte) 0);
      }
    }

    void close() {
      try {
        slot.ifPresent(Slot::close);
      } finally {
        slot = Optional.empty();
        arena.close();
      }
    }
  }

  /** One request's work on the slot's thread. */
  @FunctionalInterface
  private interface Step {
    void perform() throws IOException;
  }
}
