package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.cpu.CpuWorkerProvider;
import dev.twinloop.engine.Slot;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Operation;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.BufferSpec.Role;
import dev.twinloop.task.Program;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code zk info} says of memory. */
class ProofMemoryTest {
  private static SumsProgram program(PairingCurve curve, int log) {
    int wires = (1 << log) - 1;
    return new SumsProgram(curve, wires, log, 2 * wires, 2 * wires, 0);
  }

  /**
   * A worker's memory grows by all arrays but those that lie in the block that its caller mapped.
   */
  @Test
  void aDeviceTakesTheMemoryThatIsStated() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no /proc here");
    SumsProgram program = program(PairingCurve.BN254, 17);
    WorkerOptions options = WorkerOptions.defaults();
    try (WorkerEngine worker = WorkerEngine.start(new CpuWorkerProvider(), "cpu-worker", options)) {
      program(PairingCurve.BN254, 4).bytes(1);
      Slot small = worker.openSlot(program(PairingCurve.BN254, 4), 1 << 10);
      long before = residentBytes(worker.pid());
      Slot slot = worker.openSlot(program, 1 << 17);
      long taken = residentBytes(worker.pid()) - before + BufferLayout.of(program, 1 << 17).bytes();
      slot.close();
      small.close();
      long stated = program.bytes(1);
      assertTrue(Math.abs(taken - stated) < stated / 10, "stated=" + stated + ", taken=" + taken);
    }
  }

  /**
   * The arrays of the programs that a proof on the CPU runs, but for what lies where it is: the
   * host's figure was that of rows and witness alone, a quarter of what a process grew by.
   */
  @Test
  void theHostsFigureHasWhatTheLoopsKeep() {
    int log = 12;
    long bytes = 32L << log;
    MemorySegment rows = Arena.ofAuto().allocate(3 * bytes, 64);
    Field field = Fields.BN254_SCALAR;
    Ntt back = Ntt.of(Transform.inverse(field, log), rows);
    Ntt there = Ntt.of(Transform.forward(field, log).onCoset(BigInteger.valueOf(7)), rows);
    Pointwise product =
        new Pointwise(
            field,
            Operation.MULTIPLY_SUBTRACT,
            BigInteger.ONE,
            List.of(
                rows.asSlice(0, bytes), rows.asSlice(bytes, bytes), rows.asSlice(2 * bytes, bytes)),
            Arena.ofAuto().allocate(bytes, 64));
    long kept =
        kept(back.program().program(), 4 << log) + kept(there.program().program(), 4 << log);
    kept += 4 * bytes + kept(product.program().program(), 1 << log);
    long stated = KeyFigures.loopBytes(1L << log);
    assertTrue(Math.abs(kept - stated) < kept / 20, "stated=" + stated + ", kept=" + kept);
  }

  private static long kept(Program<?, ?> program, int capacity) {
    return program.buffers(capacity).stream()
        .filter(buffer -> buffer.role() != Role.INPUT && buffer.role() != Role.OUTPUT)
        .mapToLong(BufferSpec::bytes)
        .sum();
  }

  private static long residentBytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }

  /** With so little memory more and smaller parts, at last a task a step. */
  @Test
  void aDeviceOfAnySizeHasItsWay() {
    String set = "bn254/mixed10";
    try (ProvingKey key =
        ProvingKey.of(Zkey.parse(set, Sets.memory(set + "/circuit.zkey")), Trust.SKIP_POINTS)) {
      long all = key.program().bytes(1);
      assertEquals(1, KeyFigures.parts(key, all * 16 / 15 + 16));
      assertEquals(0, KeyFigures.parts(key, all / 2), "no class is smaller than this set's");
    }
  }

  /** The largest circuits have a program, in parts where one array cannot hold their points. */
  @Test
  void largeCircuitsTakeWhatAnH200Has() {
    long gib = 1L << 30;
    assertTrue(program(PairingCurve.BN254, 20).bytes(1) < 4 * gib);
    assertTrue(program(PairingCurve.BN254, 22).bytes(1) < 12 * gib);
    assertTrue(program(PairingCurve.BN254, 24).bytes(1) < 32 * gib);
    assertTrue(program(PairingCurve.BN254, 24).bytes(4) < 20 * gib, "a card of 24 GB, in 4 parts");
    assertTrue(program(PairingCurve.BLS12_381, 24).bytes(1) < 40 * gib);
    assertTrue(program(PairingCurve.BN254, 26).bytes(4) < 80 * gib);
  }
}
