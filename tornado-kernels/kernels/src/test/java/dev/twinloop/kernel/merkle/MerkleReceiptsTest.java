package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Slice;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receipts of the last launch stand for those of all launches. */
class MerkleReceiptsTest {
  private static final int LEAVES = 5000;

  @ParameterizedTest
  @CsvSource({"SHA256,32", "RFC6962,32", "BITCOIN,32", "SHA256,33", "RFC6962,33", "BITCOIN,33"})
  void anyTurnThatDoesNotRunIsMissed(MerkleScheme scheme, int leafBytes) {
    List<byte[]> leaves = PlainTree.leaves(new Random(21), LEAVES, leafBytes, true);
    BoundProgram<MerkleTree> program = Trees.task(scheme, leaves, true).program();
    Slice slice = new Slice(0, LEAVES);
    try (LoopEngine engine = new LoopEngine();
        Slot slot = engine.openSlot(program.program(), program.capacity(slice))) {
      assertDoesNotThrow(() -> run(slot, program, slice));
      for (int k = 0; k < slot.buffers().layout().kernels().size(); k++) {
        int turns = slot.buffers().control(k).to();
        assertTrue(turns > 0);
        for (int turn : new int[] {0, turns / 2, turns - 1}) {
          engine.lose(new LoopEngine.Lost(k, turn, turn + 1));
          assertMissed(slot, program, slice);
        }
        engine.lose(new LoopEngine.Lost(k, 0, turns));
        assertMissed(slot, program, slice);
        engine.lose(new LoopEngine.Lost(-1, 0, 0));
        assertDoesNotThrow(() -> run(slot, program, slice));
      }
    }
  }

  /** A kernel is compiled once for each size of its receipts and of those that it looks at. */
  @Test
  void launchesWithinTheTreeAreOneKernelOrTwo() {
    List<KernelCall> calls =
        new MerkleProgram(MerkleScheme.SHA256, LeafForm.NODES, 32, 1 << 20).kernels(1 << 20);
    assertEquals(7, calls.size());
    Set<List<Object>> distinct = new HashSet<>();
    for (int k = 0; k < calls.size(); k++) {
      int before = calls.get(Math.max(0, k - 1)).items();
      distinct.add(List.of(calls.get(k).method(), calls.get(k).items(), before));
    }
    assertEquals(4, distinct.size(), distinct::toString);
  }

  private static void assertMissed(Slot slot, BoundProgram<MerkleTree> program, Slice slice) {
    DeviceException missed =
        assertThrows(DeviceException.Launch.class, () -> run(slot, program, slice));
    assertTrue(String.valueOf(missed.getMessage()).contains("receipt 0 of 1 is missing"));
  }

  private static void run(Slot slot, BoundProgram<MerkleTree> program, Slice slice) {
    SliceRunner.run(slot, program, slice, program.newResult(), 0);
  }
}
