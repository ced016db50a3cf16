package dev.twinloop.tornado;

import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.BufferSpec.Role;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** TornadoVM's view of one slot's buffers: an array object for each, over memory that is there. */
final class SlotArrays implements AutoCloseable {
  private final Buffers buffers;
  private final Arena constants = Arena.ofShared();
  private final List<ReservedMemory> scratch = new ArrayList<>();
  private final Map<String, TornadoNativeArray> arrays = new LinkedHashMap<>();
  private final Map<String, Role> roles = new HashMap<>();
  private final Set<String> pointed = new HashSet<>();

  /**
   * Wraps the host-visible buffers, fills the constants, reserves the scratch.
   *
   * @param buffers over the slot's block
   */
  SlotArrays(Program<?, ?> program, Buffers buffers) {
    this.buffers = buffers;
    try {
      BufferLayout layout = buffers.layout();
      layout.regions().forEach((name, r) -> add(r.spec(), buffers.withHeader(name)));
      Map<String, MemorySegment> filled = new HashMap<>();
      for (BufferSpec spec : layout.buffers()) {
        long bytes = BufferLayout.HEADER_BYTES + spec.bytes();
        if (spec.role() == Role.CONSTANT) {
          filled.put(spec.name(), constants.allocate(bytes, 64));
        } else if (spec.role() == Role.SCRATCH) {
          ReservedMemory memory = ReservedMemory.of(bytes);
          scratch.add(memory);
          add(spec, memory.segment());
        }
      }
      program.constants(Buffers.ofConstants(layout, buffers.capacity(), filled));
      for (BufferSpec spec : layout.buffers()) {
        if (spec.role() == Role.CONSTANT) {
          add(spec, Objects.requireNonNull(filled.get(spec.name())));
        }
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The arguments of kernel {@code k}, control and receipt first. */
  Object[] arguments(int k) {
    KernelCall kernel = buffers.layout().kernels().get(k);
    List<Object> arguments = new ArrayList<>();
    arguments.add(array(BufferLayout.controlName(k)));
    arguments.add(array(BufferLayout.receiptName(k)));
    kernel.buffers().forEach(name -> arguments.add(array(name)));
    return arguments.toArray();
  }

  /** The arrays of one role that some kernel uses; control counts as input, receipt as output. */
  Object[] ofRole(Role role) {
    List<String> used = new ArrayList<>();
    List<KernelCall> kernels = buffers.layout().kernels();
    for (int k = 0; k < kernels.size(); k++) {
      used.add(BufferLayout.controlName(k));
      used.add(BufferLayout.receiptName(k));
      used.addAll(kernels.get(k).buffers());
    }
    return arrays.keySet().stream()
        .filter(name -> roles.get(name) == role && used.contains(name))
        .map(this::array)
        .toArray();
  }

  /** Memory of the arrays that the host really has, header included. */
  List<MemorySegment> hostSegments() {
    return arrays.keySet().stream()
        .filter(name -> roles.get(name) != Role.SCRATCH)
        .map(name -> array(name).getSegmentWithHeader())
        .toList();
  }

  /**
   * Points an array at other memory for its transfers: the payload starts where {@code memory}
   * does, and the buffer's whole length can be read there.
   */
  void point(String name, MemorySegment memory) {
    TornadoNativeArray array = array(name);
    long bytes = array.getNumBytesOfSegmentWithHeader();
    ArrayWindow.point(array, ArrayWindow.around(memory, bytes));
    pointed.add(name);
  }

  /** Points all arrays back at the slot's own memory. */
  void unpoint() {
    pointed.forEach(name -> ArrayWindow.point(array(name), buffers.withHeader(name)));
    pointed.clear();
  }

  /** The array of this name. */
  TornadoNativeArray array(String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  /** Payload and headers of all arrays, as the device holds them. */
  long deviceBytes() {
    return arrays.values().stream()
        .mapToLong(TornadoNativeArray::getNumBytesOfSegmentWithHeader)
        .sum();
  }

  /** The largest array. */
  long largestBytes() {
    return arrays.values().stream()
        .mapToLong(TornadoNativeArray::getNumBytesOfSegmentWithHeader)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    if (constants.scope().isAlive()) {
      constants.close();
      scratch.forEach(ReservedMemory::close);
    }
  }

  private void add(BufferSpec spec, MemorySegment withHeader) {
    arrays.put(spec.name(), wrap(spec.type(), withHeader));
    roles.put(spec.name(), spec.role());
  }

  private static TornadoNativeArray wrap(ElementType type, MemorySegment withHeader) {
    return switch (type) {
      case BYTE -> ByteArray.fromSegmentShallow(withHeader);
      case INT -> IntArray.fromSegmentShallow(withHeader);
      case LONG -> LongArray.fromSegmentShallow(withHeader);
    };
  }
}
