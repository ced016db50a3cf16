package dev.twinloop.kernel;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Runs a task's kernels as the plain Java methods they are: no engine, one thread. */
public final class SequentialRun {
  private static final int NONCE = 0x5eed;

  private SequentialRun() {}

  /** The result of a task, computed in slices of at most {@code wanted} items. */
  public static <R> R run(Task<R> task, int wanted) {
    BoundProgram<R> program = task.program();
    R result = program.newResult();
    for (long from = 0; from < task.items(); ) {
      Slice slice = program.slice(from, wanted);
      runSlice(program, slice, result);
      from = slice.to();
    }
    program.finish(result);
    return result;
  }

  private static <R> void runSlice(BoundProgram<R> program, Slice slice, R result) {
    int capacity = program.capacity(slice);
    BufferLayout layout = BufferLayout.of(program.program(), capacity);
    try (Arena arena = Arena.ofShared()) {
      Buffers buffers = Buffers.over(layout, capacity, arena.allocate(layout.bytes(), 4096));
      Map<String, Object> arrays = new HashMap<>();
      Map<String, MemorySegment> constants = new HashMap<>();
      for (BufferSpec spec : layout.buffers()) {
        MemorySegment memory =
            spec.hostVisible()
                ? buffers.withHeader(spec.name())
                : arena.allocate(BufferLayout.HEADER_BYTES + spec.bytes(), 16);
        if (spec.role() == BufferSpec.Role.CONSTANT) {
          constants.put(spec.name(), memory);
        }
        arrays.put(spec.name(), array(spec, memory));
      }
      program.program().constants(Buffers.ofConstants(layout, capacity, constants));
      program.encode(slice, buffers);
      buffers.startRun(NONCE);
      for (int k = 0; k < layout.kernels().size(); k++) {
        invoke(layout.kernels().get(k), k, buffers, arrays);
      }
      String missing = buffers.missingReceipt(NONCE);
      if (!missing.isEmpty()) {
        throw new AssertionError(missing);
      }
      program.decode(slice, buffers, result);
    }
  }

  private static void invoke(
      KernelCall call, int index, Buffers buffers, Map<String, Object> arrays) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(IntArray.fromSegmentShallow(buffers.withHeader(BufferLayout.controlName(index))));
    String receipt = BufferLayout.receiptName(index);
    arguments.add(
        buffers.layout().vouched(index)
            ? arrays.get(receipt)
            : IntArray.fromSegmentShallow(buffers.withHeader(receipt)));
    call.buffers().forEach(name -> arguments.add(arrays.get(name)));
    try {
      call.resolve().invoke(null, arguments.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(call + ": " + e.getCause(), e);
    }
  }

  private static Object array(BufferSpec spec, MemorySegment memory) {
    return switch (spec.type()) {
      case BYTE -> ByteArray.fromSegmentShallow(memory);
      case INT -> IntArray.fromSegmentShallow(memory);
      case LONG -> LongArray.fromSegmentShallow(memory);
    };
  }
}
