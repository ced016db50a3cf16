package dev.twinloop.cpu;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.task.Control;
import dev.twinloop.task.KernelCall;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * One kernel with its arguments, cut into equal chunks: several a core, so that a core that is late
 * holds up little. Used by one thread at a time.
 */
final class ChunkedKernel {
  private static final int CHUNKS_PER_CORE = 8;

  private final KernelCall call;
  private final MemorySegment control;
  private final int chunkItems;
  private final List<Chunk> chunks = new ArrayList<>();

  ChunkedKernel(
      KernelCall call,
      List<TornadoNativeArray> arguments,
      MemorySegment control,
      MemorySegment receipt,
      int parallelism) {
    this.call = call;
    this.control = control;
    MethodHandle handle = handle(call);
    long wanted = (long) parallelism * CHUNKS_PER_CORE;
    this.chunkItems = (int) ((call.items() + wanted - 1) / wanted);
    for (int first = 0; first < call.items(); first += chunkItems) {
      chunks.add(
          new Chunk(
              handle,
              arguments,
              control,
              receipt,
              new Chunk.Range(first, Math.min(chunkItems, call.items() - first))));
    }
  }

  /** Runs the items that the slot's control names; returns when all are done. */
  void run(Cores cores) {
    long items =
        (long) control.getAtIndex(JAVA_INT, Control.TO)
            - control.getAtIndex(JAVA_INT, Control.FROM);
    int used = Math.clamp((items + chunkItems - 1) / chunkItems, 0, chunks.size());
    try {
      cores.runAll(chunks.subList(0, used));
    } catch (ExecutionException e) {
      throw DeviceException.Code.LAUNCH.exception(
          "kernel " + call.method() + ": failed on the CPU: " + e.getCause(), e.getCause());
    }
  }

  private static MethodHandle handle(KernelCall call) {
    try {
      MethodHandle handle = MethodHandles.lookup().unreflect(call.resolve());
      return handle
          .asSpreader(Object[].class, handle.type().parameterCount())
          .asType(MethodType.methodType(void.class, Object[].class));
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw DeviceException.Code.COMPILATION.exception(
          "kernel " + call.owner().getName() + "." + call.method() + ": " + e.getMessage(), e);
    }
  }
}
