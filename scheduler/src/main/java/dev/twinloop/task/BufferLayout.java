package dev.twinloop.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where each host-visible array of a slot lies in one block of memory that caller and worker both
 * map. Both sides compute it from program and capacity alone.
 *
 * <pre>
 *   page 0            page n            …
 *   +--------+-------------+----+--------+---------+
 *   | header | payload     | …  | header | payload |    header: 16 bytes, TornadoVM's
 *   +--------+-------------+----+--------+---------+
 * </pre>
 *
 * Every array starts on a page, so that each can be page-locked by itself. Order: the program's
 * inputs and outputs as declared, then control and receipt of each kernel.
 */
public final class BufferLayout {
  /** Bytes before each payload, written by TornadoVM: never read them. */
  public static final int HEADER_BYTES = 16;

  private static final long PAGE = 4096;

  /**
   * One array.
   *
   * @param spec what it holds
   * @param offset of its header in the block, a multiple of the page size
   */
  public record Region(BufferSpec spec, long offset) {
    /** Header and payload, in bytes. */
    public long bytes() {
      return HEADER_BYTES + spec.bytes();
    }
  }

  private final List<BufferSpec> buffers;
  private final List<KernelCall> kernels;
  private final SequencedMap<String, Region> regions = new LinkedHashMap<>();
  private final long bytes;

  private BufferLayout(List<BufferSpec> buffers, List<KernelCall> kernels) {
    this.buffers = List.copyOf(buffers);
    this.kernels = List.copyOf(kernels);
    List<BufferSpec> visible = new ArrayList<>();
    buffers.stream().filter(BufferSpec::hostVisible).forEach(visible::add);
    for (int k = 0; k < kernels.size(); k++) {
      visible.add(BufferSpec.input(controlName(k), ElementType.INT, Control.INTS));
      visible.add(BufferSpec.output(receiptName(k), ElementType.INT, kernels.get(k).items()));
    }
    long offset = 0;
    for (BufferSpec spec : visible) {
      if (regions.put(spec.name(), new Region(spec, offset)) != null) {
        throw new IllegalArgumentException(
            "buffer: name=" + spec.name() + ", accepted: each name once");
      }
      offset += (HEADER_BYTES + spec.bytes() + PAGE - 1) / PAGE * PAGE;
    }
    this.bytes = offset;
  }

  /**
   * The layout of one slot.
   *
   * @throws IllegalArgumentException if a kernel names a buffer that the program has not, or two
   *     buffers share a name
   */
  public static BufferLayout of(Program<?, ?> program, int capacity) {
    if (capacity < 1 || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity=" + capacity + ", accepted: a power of two");
    }
    BufferLayout layout = new BufferLayout(program.buffers(capacity), program.kernels(capacity));
    List<String> names = layout.buffers.stream().map(BufferSpec::name).toList();
    for (KernelCall kernel : layout.kernels) {
      if (!names.containsAll(kernel.buffers())) {
        throw new IllegalArgumentException(
            "kernel: method="
                + kernel.method()
                + ", buffers="
                + kernel.buffers()
                + ", accepted: "
                + names);
      }
    }
    return layout;
  }

  /** The buffer name of kernel {@code k}'s control array. */
  public static String controlName(int k) {
    return "control#" + k;
  }

  /** The buffer name of kernel {@code k}'s receipt array. */
  public static String receiptName(int k) {
    return "receipt#" + k;
  }

  /** All of the program's buffers, host-visible or not. */
  public List<BufferSpec> buffers() {
    return buffers;
  }

  /** The program's kernels. */
  public List<KernelCall> kernels() {
    return kernels;
  }

  /** The host-visible arrays by name, in layout order. */
  public Map<String, Region> regions() {
    return java.util.Collections.unmodifiableSequencedMap(regions);
  }

  /** Size of the whole block. */
  public long bytes() {
    return bytes;
  }
}
