package dev.twinloop.cpu;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Cores;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Program;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** A program's buffers in host memory, and its kernels cut into chunks. */
final class CpuSlot implements Slot {
  private final Cores cores;
  private final Buffers buffers;
  private final List<ChunkedKernel> kernels = new ArrayList<>();
  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> wipeable = new ArrayList<>();

  CpuSlot(
      Cores cores, Program<?, ?> program, int capacity, BufferLayout layout, MemorySegment block) {
    this.cores = cores;
    this.buffers = Buffers.over(layout, capacity, block);
    try {
      Map<String, TornadoNativeArray> arrays = arrays(program, capacity, layout);
      for (int k = 0; k < layout.kernels().size(); k++) {
        KernelCall call = layout.kernels().get(k);
        List<TornadoNativeArray> arguments = call.buffers().stream().map(arrays::get).toList();
        kernels.add(
            new ChunkedKernel(
                call,
                arguments,
                buffers.payload(BufferLayout.controlName(k)),
                receipts(k, arrays)));
      }
    } catch (OutOfMemoryError e) {
      arena.close();
      throw DeviceException.Code.OUT_OF_MEMORY.exception(
          "slot of " + program + ": capacity=" + capacity + ", host memory was not to be had", e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** Receipts that a later kernel vouches for are scratch, the others lie where the host looks. */
  private MemorySegment receipts(int k, Map<String, TornadoNativeArray> arrays) {
    String name = BufferLayout.receiptName(k);
    TornadoNativeArray vouched = arrays.get(name);
    return vouched == null ? buffers.withHeader(name) : vouched.getSegmentWithHeader();
  }

  private Map<String, TornadoNativeArray> arrays(
      Program<?, ?> program, int capacity, BufferLayout layout) {
    Map<String, TornadoNativeArray> arrays = new HashMap<>();
    Map<String, MemorySegment> constants = new HashMap<>();
    for (BufferSpec spec : layout.buffers()) {
      MemorySegment memory =
          spec.hostVisible() ? buffers.withHeader(spec.name()) : NativeArrays.allocate(arena, spec);
      if (spec.role() == BufferSpec.Role.CONSTANT) {
        constants.put(spec.name(), memory);
      }
      if (spec.role() == BufferSpec.Role.SCRATCH && !spec.kept()) {
        wipeable.add(memory.asSlice(BufferLayout.HEADER_BYTES));
      }
      arrays.put(spec.name(), NativeArrays.over(spec.type(), memory));
    }
    program.constants(Buffers.ofConstants(layout, capacity, constants));
    return arrays;
  }

  @Override
  public Buffers buffers() {
    return buffers;
  }

  @Override
  public Timings run() {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("slot: closed");
    }
    long start = System.nanoTime();
    for (ChunkedKernel kernel : kernels) {
      kernel.run(cores);
    }
    long elapsed = System.nanoTime() - start;
    return Timings.ofRun(0, elapsed, 0, elapsed);
  }

  @Override
  public void wipe() {
    if (arena.scope().isAlive()) {
      wipeable.forEach(ParallelCopy::zero);
      buffers.wiped();
    }
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
