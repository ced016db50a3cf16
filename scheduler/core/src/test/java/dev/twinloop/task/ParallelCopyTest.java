package dev.twinloop.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelCopyTest {
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, (3 << 20) - 5})
  void copiesAnyLengthAndTouchesNothingElse(int bytes) {
    byte[] source = bytes(bytes + 20);
    MemorySegment target = Arena.ofAuto().allocate(bytes + 10L);
    ParallelCopy.copy(MemorySegment.ofArray(source), 7, target, 3, bytes);
    byte[] expected = new byte[bytes + 10];
    System.arraycopy(source, 7, expected, 3, bytes);
    assertEquals(-1, target.mismatch(MemorySegment.ofArray(expected)));
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 3", "64, 65, 1", "0, 8, 5", "1, 7, 4000000", "700000, 700001, 4", "9, 9, 0"})
  void packsRows(int rowBytes, int stride, int rows) {
    byte[] source = bytes(rows == 0 ? 0 : (rows - 1) * stride + rowBytes);
    byte[] expected = new byte[rows * rowBytes];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(source, i * stride, expected, i * rowBytes, rowBytes);
    }
    byte[] target = new byte[rows * rowBytes + 1];
    ParallelCopy.pack(
        MemorySegment.ofArray(source), stride, MemorySegment.ofArray(target), rowBytes, rows);
    assertArrayEquals(expected, Arrays.copyOf(target, rows * rowBytes));
    assertEquals(0, target[rows * rowBytes]);
  }

  @Test
  void refusesRangesOutsideTheirSegments() {
    MemorySegment small = Arena.ofAuto().allocate(8);
    MemorySegment large = Arena.ofAuto().allocate(4 << 20);
    assertThrows(IndexOutOfBoundsException.class, () -> ParallelCopy.copy(small, 4, large, 0, 5));
    assertThrows(
        IndexOutOfBoundsException.class, () -> ParallelCopy.copy(large, 0, small, 0, 4 << 20));
    assertThrows(IndexOutOfBoundsException.class, () -> ParallelCopy.pack(large, 9, small, 8, 2));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
