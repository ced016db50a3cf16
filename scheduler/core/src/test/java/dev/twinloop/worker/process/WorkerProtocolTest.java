package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ProgramName;
import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyEngine;
import dev.twinloop.worker.memory.SharedBlock;
import dev.twinloop.worker.memory.SharedRegions;
import dev.twinloop.worker.protocol.Frame;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker's side of the protocol, served by a thread of this JVM. */
class WorkerProtocolTest {
  private static final DoublingProgram PROGRAM = new DoublingProgram(false);
  private static final int CAPACITY = 16;

  private final Pipe toWorker = Pipe.open();
  private final Pipe fromWorker = Pipe.open();
  private final CompletableFuture<Void> served = new CompletableFuture<>();
  private final FrameStream caller = new FrameStream(fromWorker.source(), toWorker.sink());
  private final BufferLayout layout = BufferLayout.of(PROGRAM, CAPACITY);

  WorkerProtocolTest() throws IOException {}

  @BeforeEach
  void serve() throws IOException {
    FrameStream worker = new FrameStream(toWorker.source(), fromWorker.sink());
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                WorkerMain.serve(
                    worker,
                    toWorker.source(),
                    new SlotTable(
                        ToyEngine.of("toy:0", EngineType.GPU, 0), worker, Optional.empty()));
                served.complete(null);
              } catch (IOException e) {
                served.completeExceptionally(e);
              }
            });
    assertEquals(2, assertInstanceOf(Frame.Hello.class, caller.read()).preferredSlots());
  }

  @AfterEach
  void hangUp() throws IOException {
    toWorker.sink().close();
  }

  @Test
  void aSlotIsPreparedRunAndReleased() throws IOException {
    Doubling task = Doubling.ofRange(10);
    BoundProgram<int[]> bound = task.program();
    try (SharedBlock block = SharedBlock.create(layout.bytes())) {
      caller.write(prepare(5, block, ProgramName.of(PROGRAM)));
      assertEquals(5, assertInstanceOf(Frame.Prepared.class, caller.read()).slot());
      assertFalse(Files.exists(block.file().getParent()), "the worker removes the name");
      Buffers buffers = Buffers.over(layout, CAPACITY, block.segment());
      bound.encode(new Slice(0, 10), buffers);
      buffers.startRun(99);
      caller.write(new Frame.Run(5, "task", true, List.of()));
      assertEquals(5, assertInstanceOf(Frame.Done.class, caller.read()).slot());
      assertEquals("", buffers.missingReceipt(99));
      int[] result = new int[10];
      bound.decode(new Slice(0, 10), buffers, result);
      assertEquals(2 * task.values()[9], result[9]);
      caller.write(new Frame.Release(5));
    }
    toWorker.sink().close();
    served.join();
  }

  @Test
  void whatCannotBePreparedIsAnsweredNotFatal() throws IOException {
    try (SharedBlock block = SharedBlock.create(layout.bytes())) {
      caller.write(prepare(1, block, new ProgramName("no.such.Program", List.of())));
      Frame.Failed failed = assertInstanceOf(Frame.Failed.class, caller.read());
      assertTrue(failed.text().contains("no.such.Program"));
      caller.write(new Frame.Run(1, "task", true, List.of()));
      failed = assertInstanceOf(Frame.Failed.class, caller.read());
      assertTrue(failed.text().contains("not prepared"));
    }
  }

  @Test
  void aWindowOnMemoryThatWasNotSharedEndsTheWorker() throws IOException {
    try (SharedBlock block = SharedBlock.create(layout.bytes())) {
      caller.write(prepare(1, block, ProgramName.of(PROGRAM)));
      assertInstanceOf(Frame.Prepared.class, caller.read());
      caller.write(new Frame.Run(1, "task", true, List.of(new Frame.Window("in", 9, 0, 64))));
      assertThrows(RuntimeException.class, served::join);
    }
  }

  @Test
  void aWindowOutsideItsRegionEndsTheWorker() throws IOException {
    try (SharedRegions regions = new SharedRegions();
        SharedBlock block = SharedBlock.create(layout.bytes())) {
      SharedRegions.Region region = regions.find(regions.allocate(64), 64).orElseThrow().region();
      caller.write(prepare(1, block, ProgramName.of(PROGRAM)));
      assertInstanceOf(Frame.Prepared.class, caller.read());
      caller.write(new Frame.Share(region.id(), region.file(), region.bytes()));
      Frame.Window window = new Frame.Window("in", region.id(), Long.MAX_VALUE - 8, 64);
      caller.write(new Frame.Run(1, "task", true, List.of(window)));
      assertThrows(RuntimeException.class, served::join);
    }
  }

  @Test
  void sharedMemoryStandsInForBuffersEvenWhereTheEngineCannotReachIt() throws IOException {
    try (SharedRegions regions = new SharedRegions();
        SharedBlock block = SharedBlock.create(layout.bytes())) {
      MemorySegment memory = regions.allocate(2 * 64);
      SharedRegions.Spot in = regions.find(memory.asSlice(0, 40), 64).orElseThrow();
      SharedRegions.Spot out = regions.find(memory.asSlice(64, 40), 64).orElseThrow();
      memory.setAtIndex(ValueLayout.JAVA_INT, 9, 21);
      caller.write(prepare(1, block, ProgramName.of(PROGRAM)));
      assertInstanceOf(Frame.Prepared.class, caller.read());
      caller.write(new Frame.Share(in.region().id(), in.region().file(), in.region().bytes()));
      Buffers buffers = Buffers.over(layout, CAPACITY, block.segment());
      buffers.control(0).items(10);
      buffers.startRun(5);
      caller.write(
          new Frame.Run(
              1,
              "task",
              true,
              List.of(
                  new Frame.Window("in", in.region().id(), in.offset(), 40),
                  new Frame.Window("out", out.region().id(), out.offset(), 40))));
      assertInstanceOf(Frame.Done.class, caller.read());
      assertEquals("", buffers.missingReceipt(5));
      assertEquals(42, memory.getAtIndex(ValueLayout.JAVA_INT, 16 + 9));
      // Fault 23: the copies in the slot's own buffers stayed.
      assertEquals(0, buffers.payload("in").getAtIndex(ValueLayout.JAVA_INT, 9));
      assertEquals(0, buffers.payload("out").getAtIndex(ValueLayout.JAVA_INT, 9));
    }
  }

  @Test
  void aRunOfAnUnknownSlotEndsTheWorker() throws IOException {
    caller.write(new Frame.Run(77, "task", true, List.of()));
    assertThrows(RuntimeException.class, served::join);
  }

  @Test
  void anAnswerInsteadOfARequestEndsTheWorker() throws IOException {
    caller.write(new Frame.Prepared(5, 1));
    assertThrows(RuntimeException.class, served::join);
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupt@1", "flip@1", "skip@1", "oom@1"})
  void drillsGoWrongOnceOrForGood(String text) {
    Doubling task = Doubling.ofRange(10);
    try (Slot slot =
        new DrilledSlot(
            ToyEngine.of("toy:0", EngineType.GPU, 0).openSlot(PROGRAM, CAPACITY),
            Drill.parse(text),
            caller)) {
      assertEquals(text.startsWith("corrupt") ? 2 : 1, wrongRuns(slot, task));
    }
  }

  @Test
  void anOrderIsObeyedAsOftenAsItSaysAndTakenAway(@TempDir Path folder) throws IOException {
    Path orders = folder.resolve("orders");
    Drill drill = Drill.parse(Drill.byOrders(orders));
    assertEquals(Optional.empty(), drill.due(Drill.Point.RUN));
    Files.writeString(orders, "oom 2");
    assertEquals(Optional.empty(), drill.due(Drill.Point.START), "not its time");
    assertEquals(Optional.of(Drill.Kind.OOM), drill.due(Drill.Point.RUN));
    assertEquals(Optional.of(Drill.Kind.OOM), drill.due(Drill.Point.RUN));
    assertFalse(Files.exists(orders));
    Files.writeString(orders, "corrupt");
    assertEquals(Optional.of(Drill.Kind.CORRUPT), drill.due(Drill.Point.RUN));
    assertEquals(Optional.of(Drill.Kind.CORRUPT), drill.due(Drill.Point.RUN), "from now on");
    Files.writeString(orders, "nonsense");
    assertEquals(Optional.of(Drill.Kind.CORRUPT), drill.due(Drill.Point.RUN));
  }

  @Test
  void misspeltDrillIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Drill.parse("explode@1"));
    assertThrows(IllegalArgumentException.class, () -> Drill.parse("flip"));
  }

  private static int wrongRuns(Slot slot, Doubling task) {
    int wrong = 0;
    for (int nonce = 1; nonce <= 2; nonce++) {
      task.program().encode(new Slice(0, 10), slot.buffers());
      slot.buffers().startRun(nonce);
      int[] result = new int[10];
      try {
        slot.run();
        task.program().decode(new Slice(0, 10), slot.buffers(), result);
      } catch (DeviceException.OutOfMemory _) {
        wrong++;
        continue;
      }
      boolean right =
          java.util.Arrays.equals(task.expected(), result)
              && slot.buffers().missingReceipt(nonce).isEmpty();
      wrong += right ? 0 : 1;
    }
    return wrong;
  }

  private Frame.Prepare prepare(int slot, SharedBlock block, ProgramName program) {
    return new Frame.Prepare(
        slot, "t1", program, CAPACITY, block.file().toString(), layout.bytes());
  }
}
