package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LeavesTest {
  private static final MemorySegment DATA = MemorySegment.ofArray(new byte[] {1, 2, 3, 4, 5, 6});

  @Test
  void leavesAreWhereTheOffsetsSay() {
    Leaves leaves = Leaves.varying(DATA, 1, 1, 3, 6);
    assertEquals(3, leaves.count());
    assertArrayEquals(new byte[0], leaves.leaf(0));
    assertArrayEquals(new byte[] {2, 3}, leaves.leaf(1));
    assertArrayEquals(new byte[] {4, 5, 6}, leaves.leaf(2));
    assertArrayEquals(new byte[] {4, 5, 6}, Leaves.fixed(DATA, 3).leaf(1));
  }

  @Test
  void theCallersOffsetsAreCopied() {
    long[] offsets = {0, 2, 6};
    Leaves leaves = Leaves.varying(DATA, offsets);
    offsets[1] = 5;
    assertArrayEquals(new byte[] {1, 2}, leaves.leaf(0));
  }

  @Test
  void differentLengthsThatAreAll32TakeTheFastPath() {
    Leaves leaves = Leaves.of(List.of(new byte[32], new byte[32]));
    assertEquals(
        LeafForm.NODES, MerkleProgram.of(new MerkleBuild(MerkleScheme.SHA256, leaves)).form());
  }

  @Test
  @SuppressWarnings("restricted") // 16 GiB of addresses that nobody reads
  void longLeavesMakeSmallSlices() {
    Leaves leaves = Leaves.fixed(MemorySegment.NULL.reinterpret(1L << 34), 1 << 20);
    MerkleProgram program = MerkleProgram.of(new MerkleBuild(MerkleScheme.RFC6962, leaves));
    assertEquals(256, program.slicing().maxItems());
  }

  @Test
  void badInputIsRefusedWithItsValue() {
    refused("leafBytes=0, accepted: 1 to 1048576", () -> Leaves.fixed(DATA, 0));
    refused("leafBytes=1048577", () -> Leaves.fixed(DATA, 1048577));
    refused("bytes=6, accepted: a multiple of leafBytes=4", () -> Leaves.fixed(DATA, 4));
    refused("bytes=0, accepted", () -> Leaves.fixed(MemorySegment.NULL, 4));
    refused("offsets=0, accepted: 2 or more", () -> Leaves.varying(DATA));
    refused("offsets=1", () -> Leaves.of(List.of()));
    refused("last=7", () -> Leaves.varying(DATA, 0, 7));
    refused("first=-1", () -> Leaves.varying(DATA, -1, 2));
    refused("leaf=1, bytes=-1", () -> Leaves.varying(DATA, 0, 3, 2, 6));
    refused("index=1, accepted: 0 to 0", () -> Leaves.fixed(DATA, 6).leaf(1));
    refused("leafBytes=0", () -> new MerkleProgram(MerkleScheme.SHA256, LeafForm.FIXED, 0, 1));
    refused("maxLeaves=3", () -> new MerkleProgram(MerkleScheme.SHA256, LeafForm.FIXED, 8, 3));
  }

  private static void refused(String text, Executable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(text), message);
  }
}
