package dev.twinloop.worker.memory;

import dev.twinloop.engine.DeviceException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Memory that callers allocate and that workers can map. Inputs and results in this memory need no
 * copy on the host. Each region is an anonymous file. Workers of the same user open it through this
 * process. It ends with this process.
 *
 * <pre>
 *   +--------+----------------------+------+
 *   |  head  | what the caller sees | tail |    head and tail let a window be a little larger than
 *   +--------+----------------------+------+    the slice: 16 bytes before it, a buffer's rest after
 * </pre>
 *
 * Thread-safe.
 */
public final class SharedRegions implements AutoCloseable {
  private static final long HEAD = 4096;
  private static final long TAIL = 64 << 10;

  private final NavigableMap<Long, Region> byAddress = new TreeMap<>();
  private final Arena arena = Arena.ofShared();
  private int nextId;

  /**
   * One region.
   *
   * @param id unique in its registry
   * @param file where workers find it
   * @param bytes of the file, head and tail included
   * @param address of the first byte that the caller sees, in this process
   * @param free closes its file
   */
  public record Region(int id, String file, long bytes, long address, Runnable free) {}

  /**
   * The place of a piece of memory.
   *
   * @param region the region
   * @param offset of its first byte in the region's file
   */
  public record Spot(Region region, long offset) {}

  /**
   * A zeroed region.
   *
   * @throws IllegalArgumentException if {@code bytes} is below 1
   * @throws IllegalStateException if the scheduler is closed
   * @throws DeviceException of code {@code OUT_OF_MEMORY} if the memory cannot be allocated
   */
  public synchronized MemorySegment allocate(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("shared memory: bytes=" + bytes + ", accepted: 1 or more");
    }
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("shared memory: the scheduler is closed");
    }
    long all = HEAD + bytes + TAIL;
    AnonymousFile file = null;
    try {
      file = AnonymousFile.create(all);
      MemorySegment mapped = SharedBlock.map(Path.of(file.path()), all, arena);
      mapped.load(); // or each page costs a fault when it is first looked at
      MemorySegment visible = mapped.asSlice(HEAD, bytes);
      Region region = new Region(nextId++, file.path(), all, visible.address(), file::close);
      byAddress.put(region.address(), region);
      return visible;
    } catch (IOException | OutOfMemoryError | InternalError e) {
      if (file != null) {
        file.close();
      }
      throw DeviceException.Code.OUT_OF_MEMORY.exception(
          "shared memory: bytes="
              + bytes
              + ": "
              + e.getMessage()
              + "; ask for less, or use ordinary off-heap memory, at the cost of a copy",
          e);
    }
  }

  /**
   * The place of memory, if a region holds it with {@code room} bytes from its start on.
   *
   * @param room the bytes that a device reads at least, even for a shorter slice
   */
  public synchronized Optional<Spot> find(MemorySegment memory, long room) {
    if (!memory.isNative()) {
      return Optional.empty();
    }
    Map.Entry<Long, Region> below = byAddress.floorEntry(memory.address());
    if (below == null) {
      return Optional.empty();
    }
    Region region = below.getValue();
    long offset = HEAD + memory.address() - region.address();
    boolean inside = offset + Math.max(memory.byteSize(), room) <= region.bytes();
    return inside ? Optional.of(new Spot(region, offset)) : Optional.empty();
  }

  /** Unmaps all regions. Idempotent. */
  @Override
  public synchronized void close() {
    byAddress.values().forEach(region -> region.free().run());
    byAddress.clear();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
