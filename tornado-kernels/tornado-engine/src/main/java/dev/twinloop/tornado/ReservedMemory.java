package dev.twinloop.tornado;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.engine.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Host addresses for arrays that live on the device only. TornadoVM wants a host array behind every
 * device array, if only for its size; here only the first page, with the header, is real memory,
 * and touching the rest is a fault. So a gigabyte of scratch costs the host 4 KB. The CUDA backend
 * tries to page-lock it, cannot, prints a line ({@code cuMemHostRegister}) and goes on without.
 *
 * <p>On systems other than Linux it is ordinary memory.
 */
final class ReservedMemory implements AutoCloseable {
  private static final int PAGE = 4096;
  private static final int PROT_NONE = 0;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x02 | 0x20 | 0x4000;
  private static final boolean LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

  private final MemorySegment segment;
  private final Runnable release;

  private ReservedMemory(MemorySegment segment, Runnable release) {
    this.segment = segment;
    this.release = release;
  }

  /**
   * Reserves addresses.
   *
   * @throws DeviceException.OutOfMemory if the process has fewer left
   */
  static ReservedMemory of(long bytes) {
    if (!LINUX || bytes <= PAGE) {
      Arena arena = Arena.ofShared();
      return new ReservedMemory(arena.allocate(bytes, PAGE), arena::close);
    }
    try {
      return Posix.reserve(bytes);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** As many bytes as asked for; only the first page may be touched. */
  MemorySegment segment() {
    return segment;
  }

  @Override
  public void close() {
    release.run();
  }

  /** The three calls of the C library. */
  @SuppressWarnings("restricted")
  private static final class Posix {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MMAP =
        function(
            "mmap",
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MPROTECT =
        function("mprotect", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MUNMAP =
        function("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    private Posix() {}

    private static MethodHandle function(String name, FunctionDescriptor type) {
      return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    static ReservedMemory reserve(long bytes) throws Throwable {
      MemorySegment base =
          (MemorySegment)
              MMAP.invokeExact(
                  MemorySegment.NULL, bytes, PROT_NONE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
      if (base.address() == -1
          || (int) MPROTECT.invokeExact(base, (long) PAGE, PROT_READ_WRITE) != 0) {
        throw DeviceException.Code.OUT_OF_MEMORY.exception(
            "scratch memory: bytes=" + bytes + " of address space were not to be had");
      }
      return new ReservedMemory(base.reinterpret(bytes), () -> unmap(base, bytes));
    }

    private static void unmap(MemorySegment base, long bytes) {
      try {
        int result = (int) MUNMAP.invokeExact(base, bytes);
        if (result != 0) {
          throw new IllegalStateException("munmap: bytes=" + bytes + ", result=" + result);
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
