package dev.twinloop.worker.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Ends a worker with its caller, where no trampoline has seen to it: asks Linux for SIGKILL when
 * the parent dies, and looks whether it has died already.
 */
final class ParentWatch {
  private static final System.Logger LOG = System.getLogger(ParentWatch.class.getName());
  private static final int PR_SET_PDEATHSIG = 1;
  private static final long SIGKILL = 9;

  private ParentWatch() {}

  /** Binds this process to the parent of this process id. */
  static void bindTo(long parentPid) {
    if (System.getProperty("os.name").equals("Linux")) {
      askForSignal();
    }
    long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
    if (parent != parentPid && !otherwiseAlive(parentPid)) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** A trampoline that forks stands between: then the control channel alone tells. */
  private static boolean otherwiseAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @SuppressWarnings("restricted") // prctl takes plain numbers
  private static void askForSignal() {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle prctl =
          linker.downcallHandle(
              linker.defaultLookup().find("prctl").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(1));
      int unused = (int) prctl.invokeExact(PR_SET_PDEATHSIG, SIGKILL, 0L, 0L, 0L);
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.DEBUG, "no parent-death signal", e);
    }
  }
}
