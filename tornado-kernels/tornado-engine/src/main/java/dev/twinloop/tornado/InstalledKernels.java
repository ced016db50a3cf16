package dev.twinloop.tornado;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/**
 * TornadoVM's tables of installed code, one an execution plan: code is taken out of them after a
 * compilation, and put into those of other plans, for which TornadoVM then compiles nothing.
 *
 * <p>The OpenCL and CUDA backends have twin classes here, public but no part of TornadoVM's API, so
 * they are reached by reflection. Where they are not as they used to be, {@link #of} says so once,
 * and each slot compiles for itself.
 */
final class InstalledKernels {
  private static final System.Logger LOG = System.getLogger(InstalledKernels.class.getName());
  private static final String BUILT = "CL_BUILD_SUCCESS";

  /** How often C is given to a driver that refuses it, with longer and longer pauses. */
  private static final int ATTEMPTS = 6;

  private static final long PAUSE_NS = 100_000_000;

  private final Object context;
  private final Method codeCache;
  private final Method installed;
  private final Method create;
  private final boolean machineCode;
  private final Object deviceId;
  private final Parts parts;

  /** Members of the program, the kernel and the code cache classes. */
  private record Parts(
      Method build,
      Method status,
      Method kernel,
      Method sizes,
      Method binaries,
      Field pointer,
      Field table,
      Constructor<?> code,
      Method program,
      Method source,
      Method reset) {}

  private InstalledKernels(Object context, boolean machineCode)
      throws ReflectiveOperationException {
    Class<?> type = context.getClass();
    this.context = context;
    this.codeCache = type.getMethod("getCodeCache", long.class);
    this.installed = type.getMethod("getInstalledCode", long.class, String.class, String.class);
    this.machineCode = machineCode;
    this.create =
        type.getMethod(
            machineCode ? "createProgramWithBinary" : "createProgramWithSource",
            byte[].class,
            long[].class);
    this.deviceId = type.getMethod("getDeviceId").invoke(context);
    Class<?> program = create.getReturnType();
    Class<?> code = installed.getReturnType();
    Method binaries =
        program.getDeclaredMethod("getBinaries", long.class, long.class, ByteBuffer.class);
    Method kernel = program.getMethod("clCreateKernel", String.class);
    Field pointer = program.getDeclaredField("programPointer");
    Field table = codeCache.getReturnType().getDeclaredField("cache");
    binaries.setAccessible(true);
    pointer.setAccessible(true);
    table.setAccessible(true);
    this.parts =
        new Parts(
            program.getMethod("build", String.class),
            program.getMethod("getStatus", long.class),
            kernel,
            program.getMethod("getBinarySizes"),
            binaries,
            pointer,
            table,
            code.getConstructor(
                String.class, byte[].class, type, program, kernel.getReturnType(), boolean.class),
            code.getMethod("getProgram"),
            code.getMethod("getCode"),
            codeCache.getReturnType().getMethod("reset"));
  }

  /**
   * The tables of a device, or empty if this TornadoVM has others.
   *
   * @param machineCode whether code is exchanged as machine code; else as C
   */
  static Optional<InstalledKernels> of(TornadoDevice device, boolean machineCode) {
    try {
      return Optional.of(
          new InstalledKernels(
              device.getClass().getMethod("getDeviceContext").invoke(device), machineCode));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "each slot compiles its own kernels: TornadoVM's tables of code are not where they were:"
              + " {0}",
          e);
      return Optional.empty();
    }
  }

  /** The code that a plan has compiled for a task. */
  byte[] code(long plan, String task, String entryPoint) throws ReflectiveOperationException {
    Object code = installed.invoke(context, plan, task, entryPoint);
    if (code == null) {
      throw new ReflectiveOperationException("no code of " + task + ", " + entryPoint);
    }
    return machineCode
        ? binary(parts.program().invoke(code))
        : ((byte[]) parts.source().invoke(code)).clone();
  }

  private byte[] binary(Object program) throws ReflectiveOperationException {
    long[] sizes = (long[]) parts.sizes().invoke(program);
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(sizes[0]));
    if (sizes.length != 1) {
      throw new ReflectiveOperationException("code for " + sizes.length + " devices");
    }
    parts.binaries().invoke(null, parts.pointer().getLong(program), 1L, bytes);
    byte[] copy = new byte[bytes.capacity()];
    bytes.get(copy);
    return copy;
  }

  /**
   * Loads code on the device and gives it to a plan for one of its tasks.
   *
   * @throws ReflectiveOperationException if the driver refuses it
   */
  void install(long plan, String task, KernelCode code) throws ReflectiveOperationException {
    byte[] bytes = code.bytes();
    Object program = built(code, bytes);
    Object kernel = parts.kernel().invoke(program, code.entryPoint());
    Object entry =
        parts.code().newInstance(code.entryPoint(), bytes, context, program, kernel, false);
    table(plan).put(task + "-" + code.entryPoint(), entry);
  }

  /**
   * Builds code. PoCL now and then refuses C that another thread is building at the same time, as
   * kernels of one source for rings of several sizes are: it takes it a moment later.
   */
  private Object built(KernelCode code, byte[] bytes) throws ReflectiveOperationException {
    String status = "";
    for (int attempt = 0; attempt < (machineCode ? 1 : ATTEMPTS); attempt++) {
      LockSupport.parkNanos(attempt * PAUSE_NS);
      Object program = create.invoke(context, bytes, new long[] {bytes.length});
      if (program == null) {
        throw new ReflectiveOperationException("the driver takes no code of " + code.entryPoint());
      }
      parts.build().invoke(program, code.options());
      status = parts.status().invoke(program, deviceId).toString();
      if (status.equals(BUILT)) {
        return program;
      }
    }
    throw new ReflectiveOperationException(
        "the driver refuses " + code.entryPoint() + ": " + status);
  }

  /** Unloads all code of a plan that will not run. */
  void clear(long plan) throws ReflectiveOperationException {
    parts.reset().invoke(codeCache.invoke(context, plan));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> table(long plan) throws ReflectiveOperationException {
    return (Map<String, Object>) parts.table().get(codeCache.invoke(context, plan));
  }
}
