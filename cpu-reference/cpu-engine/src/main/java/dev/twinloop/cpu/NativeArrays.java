package dev.twinloop.cpu;

import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.ElementType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** Memory as the array types that kernels take. */
final class NativeArrays {
  private static final long CACHE_LINE = 64;

  private NativeArrays() {}

  /** An array over memory that starts with its header; nothing is copied. */
  static TornadoNativeArray over(ElementType type, MemorySegment withHeader) {
    return switch (type) {
      case BYTE -> ByteArray.fromSegmentShallow(withHeader);
      case INT -> IntArray.fromSegmentShallow(withHeader);
      case LONG -> LongArray.fromSegmentShallow(withHeader);
    };
  }

  /** Zeroed memory for a buffer, header included. */
  static MemorySegment allocate(Arena arena, BufferSpec spec) {
    return arena.allocate(BufferLayout.HEADER_BYTES + spec.bytes(), CACHE_LINE);
  }
}
