package dev.twinloop.worker.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * A worker for secret tasks. After each run it wipes the data of the run on its device ({@link
 * dev.twinloop.engine.Slot#wipe}). The worker never writes a core file.
 */
public final class Confidential {
  /** The system property that makes a worker confidential. */
  public static final String PROPERTY = "twinloop.confidential";

  private static final System.Logger LOG = System.getLogger(Confidential.class.getName());
  private static final int RLIMIT_CORE = 4;

  private Confidential() {}

  /** Options of the JVM of such a worker. */
  static List<String> options() {
    return List.of("-D" + PROPERTY + "=true", "-XX:-CreateCoredumpOnCrash");
  }

  /** Whether this process is a confidential worker. */
  public static boolean here() {
    return Boolean.getBoolean(PROPERTY);
  }

  /** Lets the system write no core file of this process, by {@code setrlimit} of Linux. */
  @SuppressWarnings("restricted") // setrlimit takes a number and two longs
  static void forbidCoreFiles() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setrlimit =
          linker.downcallHandle(
              linker.defaultLookup().find("setrlimit").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
              Linker.Option.critical(true));
      MemorySegment none = MemorySegment.ofArray(new long[2]);
      if ((int) setrlimit.invokeExact(RLIMIT_CORE, none) != 0) {
        LOG.log(System.Logger.Level.WARNING, "core files of this process cannot be forbidden");
      }
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.WARNING, "core files of this process cannot be forbidden", e);
    }
  }
}
