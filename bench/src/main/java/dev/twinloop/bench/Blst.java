package dev.twinloop.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Multi-scalar multiplication of blst (BLS12-381): the native library that {@code blst-java}
 * brings, called directly, because the Java classes around it have no such method.
 */
@SuppressWarnings("restricted") // native calls are what it is for
final class Blst implements AutoCloseable {
  private static final int POINT_BYTES = 96;
  private static final int JACOBIAN_BYTES = 144;
  private static final int SCALAR_BYTES = 32;
  private static final long SCALAR_BITS = 255;

  private final Arena arena = Arena.ofShared();
  private final MethodHandle deserialize;
  private final MethodHandle serialize;
  private final MethodHandle scratchBytes;
  private final MethodHandle pippenger;
  private final MethodHandle add;

  private Blst(Path library) {
    SymbolLookup symbols = SymbolLookup.libraryLookup(library, arena);
    this.deserialize = function(symbols, "blst_p1_deserialize", JAVA_INT, ADDRESS, ADDRESS);
    this.serialize = procedure(symbols, "blst_p1_serialize", ADDRESS, ADDRESS);
    this.scratchBytes =
        function(symbols, "blst_p1s_mult_pippenger_scratch_sizeof", JAVA_LONG, JAVA_LONG);
    this.pippenger =
        procedure(
            symbols,
            "blst_p1s_mult_pippenger",
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            ADDRESS);
    this.add = procedure(symbols, "blst_p1_add_or_double", ADDRESS, ADDRESS, ADDRESS);
  }

  /**
   * Loads the library.
   *
   * @throws IOException if it is not on the class path for this system
   */
  static Blst load() throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String resource =
        "/supranational/blst/%s/%s/%s"
            .formatted(
                system.startsWith("mac") ? "Mac" : "Linux",
                System.getProperty("os.arch"),
                System.mapLibraryName("blst"));
    Path library = Files.createTempFile("twinloop-blst", null);
    try (InputStream in = Blst.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("blst: " + resource + " is not on the class path");
      }
      Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
      return new Blst(library);
    } finally {
      Files.delete(library);
    }
  }

  private static MethodHandle function(
      SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            symbols.find(name).orElseThrow(), FunctionDescriptor.of(result, parameters));
  }

  private static MethodHandle procedure(
      SymbolLookup symbols, String name, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(symbols.find(name).orElseThrow(), FunctionDescriptor.ofVoid(parameters));
  }

  /**
   * Points in the library's own form.
   *
   * @param points 96 big-endian bytes each, none of them infinity
   */
  MemorySegment points(MemorySegment points) {
    MemorySegment own = arena.allocate(points.byteSize(), 64);
    MemorySegment one = arena.allocate(POINT_BYTES);
    for (long at = 0; at < points.byteSize(); at += POINT_BYTES) {
      one.copyFrom(points.asSlice(at, POINT_BYTES));
      int problem = (int) call(deserialize, own.asSlice(at, POINT_BYTES), one);
      if (problem != 0) {
        throw new IllegalStateException("blst: point " + at / POINT_BYTES + ": error " + problem);
      }
    }
    return own;
  }

  /** Scalars in the library's own form, from 32 big-endian bytes each, below the order. */
  MemorySegment scalars(MemorySegment scalars) {
    MemorySegment own = arena.allocate(scalars.byteSize(), 64);
    for (long i = 0; i < scalars.byteSize(); i++) {
      long mirrored = i - i % SCALAR_BYTES + SCALAR_BYTES - 1 - i % SCALAR_BYTES;
      own.set(JAVA_BYTE, mirrored, scalars.get(JAVA_BYTE, i));
    }
    return own;
  }

  /**
   * The sum: each thread a share of the points.
   *
   * @return x and y, 48 big-endian bytes each
   */
  byte[] sum(MemorySegment points, MemorySegment scalars, int threads) {
    int count = (int) (scalars.byteSize() / SCALAR_BYTES);
    try (Arena temporary = Arena.ofShared()) {
      MemorySegment sum = temporary.allocate(JACOBIAN_BYTES, 64); // zeros: infinity
      Parts.run(
          threads,
          count,
          (from, to) -> {
            if (from < to) {
              MemorySegment part = part(temporary, points, scalars, from, to);
              synchronized (temporary) {
                call(add, sum, sum, part);
              }
            }
          });
      MemorySegment bytes = temporary.allocate(POINT_BYTES);
      call(serialize, bytes, sum);
      return bytes.toArray(JAVA_BYTE);
    }
  }

  private MemorySegment part(
      Arena temporary, MemorySegment points, MemorySegment scalars, int from, int to) {
    MemorySegment sum = temporary.allocate(JACOBIAN_BYTES, 64);
    long count = (long) to - from;
    MemorySegment pointList = list(temporary, points.asSlice((long) from * POINT_BYTES));
    MemorySegment scalarList = list(temporary, scalars.asSlice((long) from * SCALAR_BYTES));
    MemorySegment scratch = temporary.allocate((long) call(scratchBytes, count), 64);
    call(pippenger, sum, pointList, count, scalarList, SCALAR_BITS, scratch);
    return sum;
  }

  /** A list of pointers that says: all of them from here on. */
  private static MemorySegment list(Arena temporary, MemorySegment first) {
    MemorySegment list = temporary.allocate(ADDRESS, 2);
    list.setAtIndex(ADDRESS, 0, first);
    return list;
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      Object result = function.invokeWithArguments(arguments);
      return result == null ? 0 : result;
    } catch (Throwable e) {
      throw new IllegalStateException("blst", e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
