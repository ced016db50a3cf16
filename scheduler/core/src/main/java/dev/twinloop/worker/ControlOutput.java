package dev.twinloop.worker;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Keeps a worker's standard output for frames alone. Drivers print to it from native code, which
 * {@code System.setOut} cannot stop; so the descriptor itself is duplicated for the frames, and
 * descriptor 1 is pointed at standard error.
 */
final class ControlOutput {
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  private ControlOutput() {}

  /** Takes standard output for frames; whatever prints to it from now on reaches standard error. */
  @SuppressWarnings("restricted") // dup and dup2 take and return plain ints
  static OutputStream claim() throws IOException {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor oneInt = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    FunctionDescriptor twoInts =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    MethodHandle dup =
        linker.downcallHandle(linker.defaultLookup().find("dup").orElseThrow(), oneInt);
    MethodHandle dup2 =
        linker.downcallHandle(linker.defaultLookup().find("dup2").orElseThrow(), twoInts);
    int control = call(dup, STDOUT);
    OutputStream frames = new FileOutputStream("/proc/self/fd/" + control);
    call(dup2, STDERR, STDOUT);
    System.setOut(System.err);
    return frames;
  }

  private static int call(MethodHandle function, Object... arguments) throws IOException {
    try {
      int result = (int) function.invokeWithArguments(arguments);
      if (result < 0) {
        throw new IOException("control stream: descriptor could not be duplicated");
      }
      return result;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("control stream: " + e, e);
    }
  }
}
