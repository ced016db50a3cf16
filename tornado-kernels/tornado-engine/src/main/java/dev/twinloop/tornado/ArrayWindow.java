package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.task.BufferLayout;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import uk.ac.manchester.tornado.api.types.arrays.TornadoMemorySegment;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * Lets a native array's transfers go from and to other memory than it was made over. TornadoVM asks
 * the array for its segment at every transfer; the segment's holder has a public setter, and only
 * the way to the holder is private.
 */
final class ArrayWindow {
  private ArrayWindow() {}

  /**
   * Memory as TornadoVM sees it, with 16 bytes before the payload. Those are read and ignored,
   * never written: results are fetched from behind the header.
   *
   * @param bytes header and payload of the array
   */
  @SuppressWarnings("restricted") // the caller has made sure that this many bytes are mapped there
  static MemorySegment around(MemorySegment payload, long bytes) {
    return MemorySegment.ofAddress(payload.address() - BufferLayout.HEADER_BYTES)
        .reinterpret(bytes);
  }

  /** Points an array at memory, header included. */
  static void point(TornadoNativeArray array, MemorySegment withHeader) {
    try {
      Field holder = array.getClass().getDeclaredField("segment");
      holder.setAccessible(true);
      ((TornadoMemorySegment) holder.get(array)).setSegment(withHeader);
    } catch (ReflectiveOperationException e) {
      throw DeviceException.Code.LAUNCH.exception(
          "native array: " + array.getClass().getSimpleName() + " cannot be pointed elsewhere", e);
    }
  }
}
