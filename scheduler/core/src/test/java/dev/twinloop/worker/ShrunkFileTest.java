package dev.twinloop.worker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyEngine;
import dev.twinloop.worker.memory.SharedBlock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class ShrunkFileTest {
  /** Fault 21: a shared file that somebody makes shorter lost the task with an InternalError. */
  @Test
  void aShrunkSharedFileIsTheDevicesFault() throws IOException {
    DoublingProgram program = new DoublingProgram(false);
    BufferLayout layout = BufferLayout.of(program, 1 << 14);
    BoundProgram<int[]> bound = Doubling.ofRange(1 << 14).program();
    try (SharedBlock block = SharedBlock.create(layout.bytes());
        Slot slot =
            ToyEngine.of("toy:0", EngineType.GPU, 0)
                .openSlot(program, 1 << 14, layout, block.segment())) {
      try (FileChannel file = FileChannel.open(block.file(), StandardOpenOption.WRITE)) {
        file.truncate(4096);
      }
      DeviceException e =
          assertThrows(
              DeviceException.Unavailable.class,
              () -> SliceRunner.run(slot, bound, new Slice(0, 1 << 14), new int[1 << 14], 0));
      assertTrue(String.valueOf(e.getMessage()).contains("is gone"), e.getMessage());
    }
  }
}
