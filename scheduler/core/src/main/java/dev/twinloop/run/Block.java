package dev.twinloop.run;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Memory of the C library ({@code calloc}): zero, and of large blocks no page is made before it is
 * touched.
 *
 * @param whole as the library gave it
 * @param segment the part that begins on a multiple of 64
 */
record Block(MemorySegment whole, MemorySegment segment) {
  private static final long ALIGNMENT = 64;

  /** A zeroed block, or null if the memory is not to be had. */
  static @Nullable Block zeroed(long bytes) {
    MemorySegment whole = LibC.calloc(bytes + ALIGNMENT);
    if (whole.address() == 0) {
      return null;
    }
    long skipped = -whole.address() & (ALIGNMENT - 1);
    return new Block(whole, whole.asSlice(skipped, bytes));
  }

  /** How many bytes can be used. */
  long bytes() {
    return segment.byteSize();
  }

  /** Gives it back to the library; nobody may touch it any more. */
  void free() {
    LibC.free(whole);
  }

  /** The two calls of the C library. */
  @SuppressWarnings("restricted") // of one size and one pointer
  private static final class LibC {
    private static final MethodHandle CALLOC =
        handle(
            "calloc",
            FunctionDescriptor.of(
                ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE =
        handle("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private LibC() {}

    static MemorySegment calloc(long bytes) {
      try {
        return ((MemorySegment) CALLOC.invokeExact(1L, bytes)).reinterpret(bytes);
      } catch (Throwable e) {
        throw new IllegalStateException("calloc: bytes=" + bytes, e);
      }
    }

    static void free(MemorySegment memory) {
      try {
        FREE.invokeExact(memory);
      } catch (Throwable e) {
        throw new IllegalStateException("free", e);
      }
    }

    private static MethodHandle handle(String name, FunctionDescriptor type) {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      return linker.downcallHandle(library.find(name).orElseThrow(), type);
    }
  }
}
