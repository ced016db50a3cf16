package uk.ac.manchester.tornado.api.types.arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays as kernels and engines use them: a header of 16 bytes, then the elements. */
class NativeArraysTest {
  private static void assertLayout(TornadoNativeArray array, int size, int elementBytes) {
    assertEquals(size, array.getSize());
    assertEquals(elementBytes, array.getElementSize());
    assertEquals((long) size * elementBytes, array.getNumBytesOfSegment());
    assertEquals(16 + (long) size * elementBytes, array.getNumBytesOfSegmentWithHeader());
    assertEquals(array.getNumBytesOfSegment(), array.getSegment().byteSize());
    assertEquals(
        array.getSegmentWithHeader().address() + TornadoNativeArray.ARRAY_HEADER,
        array.getSegment().address());
    assertEquals(0, array.getSegmentWithHeader().address() % 16);
  }

  @Test
  void elementsAreWhatWasSet() {
    ByteArray bytes = ByteArray.fromArray(new byte[] {1, -2, Byte.MIN_VALUE});
    IntArray ints = IntArray.fromArray(new int[] {1, -2, Integer.MIN_VALUE});
    LongArray longs = LongArray.fromArray(new long[] {1, -2, Long.MIN_VALUE});
    for (TornadoNativeArray array : List.of(bytes, ints, longs)) {
      assertLayout(array, 3, array.getElementSize());
    }
    assertEquals(Byte.MIN_VALUE, bytes.get(2));
    assertEquals(Integer.MIN_VALUE, ints.get(2));
    assertEquals(Long.MIN_VALUE, longs.get(2));
    assertEquals(-2, bytes.get(1) + 0L);
    assertEquals(-2, ints.getSegment().getAtIndex(ValueLayout.JAVA_INT, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> ints.get(3));
    assertThrows(IndexOutOfBoundsException.class, () -> longs.set(3, 0));
  }

  @Test
  void newArraysAreZeros() {
    assertLayout(new ByteArray(5), 5, 1);
    assertLayout(new IntArray(0), 0, 4);
    assertEquals(0, new LongArray(1).get(0));
  }

  /** What a worker shares with its caller is not copied. */
  @Test
  void anArrayOverMemoryIsThatMemory() {
    MemorySegment memory = Arena.ofAuto().allocate(16 + 8, 16);
    IntArray array = IntArray.fromSegmentShallow(memory);
    array.set(1, 7);
    assertEquals(7, memory.get(ValueLayout.JAVA_INT, 20));
    assertEquals(7L << 32, LongArray.fromSegmentShallow(memory).get(0));
    assertEquals(8, ByteArray.fromSegmentShallow(memory).getSize());
  }

  @Test
  void memoryThatIsNoArrayIsRefused() {
    MemorySegment memory = Arena.ofAuto().allocate(16 + 7, 16);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> LongArray.fromSegmentShallow(memory));
    assertTrue(String.valueOf(e.getMessage()).contains("bytes=23, accepted: 16 + n * 8"), "" + e);
    assertThrows(
        IllegalArgumentException.class, () -> ByteArray.fromSegmentShallow(memory.asSlice(0, 15)));
  }
}
