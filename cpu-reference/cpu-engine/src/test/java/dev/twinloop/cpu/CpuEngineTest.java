package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cpu.oracle.Sha256Oracle;
import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuEngineTest {
  private final Random random = new Random(42);

  @Test
  void isFoundAndDescribesThisMachine() {
    EngineProvider provider =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.name().equals("cpu"))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.empty(), provider.worker(Optional.of("cpu")));
    assertEquals(1, provider.devices().size());
    try (var engine = provider.open("cpu")) {
      assertEquals(provider.devices().getFirst(), engine.hardwareCaps());
      assertEquals(EngineType.CPU, engine.engineType());
      assertEquals(Backend.JVM, engine.hardwareCaps().backend());
      assertEquals("cpu", engine.hardwareCaps().deviceId());
      assertFalse(engine.hardwareCaps().gpuPresent());
      assertTrue(engine.hardwareCaps().memoryBytes() > 1 << 20);
      assertTrue(engine.supports(Sha256Batch.TYPE));
    }
    assertThrows(DeviceException.Unavailable.class, () -> provider.open("cpu:1"));
    assertEquals(System.getProperty("os.arch"), HostCpu.modelName(Path.of("/no/such/file")));
  }

  @Test
  void passesEveryKnownAnswerTest() {
    try (CpuEngine engine = new CpuEngine()) {
      for (KnownAnswers answers : ServiceLoader.load(KnownAnswers.class)) {
        for (KnownAnswer<?> answer : answers.all()) {
          assertEquals(Optional.empty(), answer.problemOn(engine));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void hashesLikeBothOracles(int parallelism) {
    byte[][] messages = new byte[1037][];
    Arrays.setAll(messages, i -> bytes(random.nextInt(200)));
    try (CpuEngine engine = new CpuEngine(parallelism)) {
      TaskResult<Digests> result = engine.submit(Sha256Batch.of(messages)).await();
      for (int i = 0; i < messages.length; i++) {
        for (Sha256Oracle oracle : Sha256Oracle.all()) {
          assertArrayEquals(oracle.digest(messages[i]), result.value().get(i), oracle.name());
        }
      }
      assertEquals(Long.valueOf(1037), result.report().itemsByDevice().get("cpu"));
    }
  }

  @Test
  void tasksOfSeveralCallersShareItsThreads() throws Exception {
    try (CpuEngine engine = new CpuEngine(2);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      byte[] data = bytes(64 * 5000);
      Sha256Batch task = Sha256Batch.fixed(MemorySegment.ofArray(data), 64, 64, 5000);
      Digests first = engine.submit(task).await().value();
      Callable<TaskResult<Digests>> run = () -> engine.submit(task).await();
      var all = callers.invokeAll(Collections.nCopies(8, run));
      for (Future<TaskResult<Digests>> one : all) {
        assertEquals(-1, one.get().value().segment().mismatch(first.segment()));
      }
    }
  }

  @Test
  void aSlotServesSmallerSlicesToo() {
    Sha256Batch task = Sha256Batch.fixed(MemorySegment.ofArray(bytes(64 * 1000)), 64, 64, 1000);
    try (CpuEngine engine = new CpuEngine(2)) {
      BoundProgram<Digests> program = task.program();
      try (Slot slot = engine.openSlot(program.program(), 1024)) {
        for (Slice slice : new Slice[] {new Slice(0, 1000), new Slice(10, 11), new Slice(3, 700)}) {
          Digests digests = program.newResult();
          program.encode(slice, slot.buffers());
          slot.buffers().startRun(slice.size());
          assertTrue(slot.run().kernelNs() > 0);
          assertEquals("", slot.buffers().missingReceipt(slice.size()));
          program.decode(slice, slot.buffers(), digests);
          byte[] last =
              task.messages()
                  .data()
                  .asSlice(64 * (slice.to() - 1), 64)
                  .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
          assertArrayEquals(
              new Sha256Oracle.Jca().digest(last), digests.get(slice.to() - 1), "" + slice);
        }
      }
    }
  }

  @Test
  void receiptsOfAnEarlierRunDoNotCount() {
    Sha256Batch task = Sha256Batch.of(new byte[64], new byte[64]);
    try (CpuEngine engine = new CpuEngine(1);
        Slot slot = engine.openSlot(task.program().program(), 2)) {
      task.program().encode(new Slice(0, 2), slot.buffers());
      slot.buffers().startRun(5);
      slot.run();
      assertEquals("", slot.buffers().missingReceipt(5));
      slot.buffers().startRun(6);
      assertTrue(slot.buffers().missingReceipt(6).contains("hash64: receipt 0 of 2 is missing"));
    }
  }

  @Test
  void aClosedEngineOrSlotSaysSo() {
    Sha256Batch task = Sha256Batch.of(new byte[64]);
    CpuEngine engine = new CpuEngine(1);
    Slot slot = engine.openSlot(task.program().program(), 1);
    task.program().encode(new Slice(0, 1), slot.buffers());
    engine.close();
    engine.close();
    assertInstanceOf(DeviceException.Launch.class, assertThrows(DeviceException.class, slot::run));
    slot.close();
    slot.close();
    assertThrows(IllegalStateException.class, () -> engine.openSlot(task.program().program(), 1));
    assertThrows(IllegalArgumentException.class, () -> new CpuEngine(0));
    assertThrows(IllegalArgumentException.class, () -> new CpuEngine(4097));
  }

  @Test
  void anInterruptWaitsForTheRun() {
    try (OwnCores cores = new OwnCores(2)) {
      AtomicIntegerArray ran = new AtomicIntegerArray(4);
      Thread.currentThread().interrupt();
      cores.runAll(4, ran::incrementAndGet);
      assertTrue(Thread.interrupted());
      assertEquals("[1, 1, 1, 1]", ran.toString());
      IllegalStateException failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  cores.runAll(
                      2,
                      part -> {
                        throw new IllegalStateException("first of " + part);
                      }));
      assertTrue(("" + failure.getMessage()).contains("first"));
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
