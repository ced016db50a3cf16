package dev.twinloop.worker.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A file in memory that has no name in any directory ({@code memfd_create} of Linux): nothing can
 * be left behind, whatever becomes of the process. Other processes of the same user open it through
 * {@code /proc}.
 */
final class AnonymousFile implements AutoCloseable {
  private static final int CLOSE_ON_EXEC = 1;

  private final int descriptor;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private AnonymousFile(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * A zeroed file of this size, every page of it reserved.
   *
   * @throws IOException if the system has no such files, or no room
   */
  static AnonymousFile create(long bytes) throws IOException {
    long available = availableBytes();
    if (bytes > available) {
      throw new IOException(
          "memory: bytes=" + bytes + ", accepted: at most the " + available + " available");
    }
    AnonymousFile file = new AnonymousFile(LibC.memfdCreate("twinloop", CLOSE_ON_EXEC));
    try (RandomAccessFile channel = new RandomAccessFile(file.path(), "rw")) {
      SharedBlock.reserve(channel.getChannel(), bytes);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
    return file;
  }

  /** What Linux says it can give without swapping: taking more would end some process. */
  private static long availableBytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(kib -> Long.parseLong(kib) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    }
  }

  /** Where this process and others can open it. */
  String path() {
    return "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      LibC.close(descriptor);
    }
  }

  /** The two calls of the C library. */
  @SuppressWarnings("restricted") // one takes a string and an int, the other an int
  private static final class LibC {
    private LibC() {}

    static int memfdCreate(String name, int flags) throws IOException {
      try (Arena arena = Arena.ofConfined()) {
        MethodHandle function =
            handle(
                "memfd_create",
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        MemorySegment text = arena.allocateFrom(name);
        int descriptor = (int) function.invokeExact(text, flags);
        if (descriptor < 0) {
          throw new IOException("memfd_create was refused");
        }
        return descriptor;
      } catch (IOException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IOException(e);
      }
    }

    static void close(int descriptor) {
      try {
        MethodHandle function =
            handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int unused = (int) function.invokeExact(descriptor);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    private static MethodHandle handle(String name, FunctionDescriptor type) throws IOException {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker
              .defaultLookup()
              .find(name)
              .orElseThrow(() -> new IOException("this system has no " + name)),
          type);
    }
  }
}
