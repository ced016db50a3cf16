package dev.twinloop.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where each host-visible array of a slot lies in one block of memory that caller and worker both
 * map. Both sides compute the layout from program and capacity alone.
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
 *
 * <p>A kernel that takes an earlier kernel's receipt among its buffers ({@link #receiptName})
 * <i>vouches</i> for it: it writes its own receipt only where all receipts that it depends on hold
 * the run's nonce. The host then checks only the receipts of the last kernel of the chain. A
 * receipt for which a later kernel vouches stays on the device, as {@link BufferSpec.Role#SCRATCH}.
 */
public final class BufferLayout {
  /** Bytes before each payload, written by TornadoVM: never read them. */
  public static final int HEADER_BYTES = 16;

  private static final long PAGE = 4096;
  private static final int NOBODY = -1;

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
  private final List<? extends Stage<?>> stages;
  private final int[] vouchers;
  private final SequencedMap<String, Region> regions = new LinkedHashMap<>();
  private final long bytes;

  private BufferLayout(
      List<BufferSpec> buffers, List<KernelCall> kernels, List<? extends Stage<?>> stages) {
    this.kernels = List.copyOf(kernels);
    this.stages = stages;
    this.vouchers = vouchers(kernels);
    List<BufferSpec> all = new ArrayList<>(buffers);
    List<BufferSpec> visible = new ArrayList<>();
    buffers.stream().filter(BufferSpec::hostVisible).forEach(visible::add);
    for (int k = 0; k < kernels.size(); k++) {
      visible.add(BufferSpec.input(controlName(k), ElementType.INT, Control.INTS));
      if (vouched(k)) {
        all.add(BufferSpec.scratch(receiptName(k), ElementType.INT, kernels.get(k).items()));
      } else {
        visible.add(BufferSpec.output(receiptName(k), ElementType.INT, kernels.get(k).items()));
      }
    }
    this.buffers = List.copyOf(all);
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
   * @throws IllegalArgumentException if a kernel names a buffer that the program does not have, if
   *     it names the receipt of a kernel that does not run before it, or if two buffers have the
   *     same name
   */
  public static BufferLayout of(Program<?, ?> program, int capacity) {
    if (capacity < 1 || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity=" + capacity + ", accepted: a power of two");
    }
    List<BufferSpec> buffers = program.buffers(capacity);
    List<KernelCall> kernels = program.kernels(capacity);
    List<String> names = new ArrayList<>(buffers.stream().map(BufferSpec::name).toList());
    for (int k = 0; k < kernels.size(); k++) {
      KernelCall kernel = kernels.get(k);
      if (!names.containsAll(kernel.buffers())) {
        throw new IllegalArgumentException(
            "kernel: method="
                + kernel.method()
                + ", buffers="
                + kernel.buffers()
                + ", accepted: "
                + names);
      }
      names.add(receiptName(k));
    }
    return new BufferLayout(buffers, kernels, program.stages(capacity));
  }

  /** The buffer name of kernel {@code k}'s control array. */
  public static String controlName(int k) {
    return "control#" + k;
  }

  /** The buffer name of kernel {@code k}'s receipt array. */
  public static String receiptName(int k) {
    return "receipt#" + k;
  }

  /** Who vouches for the receipts of each kernel: a later kernel, or none (-1). */
  private static int[] vouchers(List<KernelCall> kernels) {
    int[] vouchers = new int[kernels.size()];
    Arrays.fill(vouchers, NOBODY);
    for (int k = 0; k < vouchers.length; k++) {
      for (int later = k + 1; later < vouchers.length; later++) {
        if (kernels.get(later).buffers().contains(receiptName(k))) {
          vouchers[k] = later;
        }
      }
    }
    return vouchers;
  }

  /** Whether a later kernel answers for the receipts of kernel {@code k}. */
  public boolean vouched(int k) {
    return vouchers[k] != NOBODY;
  }

  /** The number of the kernel that answers for kernel {@code k}, which is {@link #vouched}. */
  int voucher(int k) {
    return vouchers[k];
  }

  /**
   * All of the program's buffers, host-visible or not, and the receipts for which a later kernel
   * vouches.
   */
  public List<BufferSpec> buffers() {
    return buffers;
  }

  /** The program's kernels. */
  public List<KernelCall> kernels() {
    return kernels;
  }

  /** The program's stages, whose launches are the kernels. */
  List<? extends Stage<?>> stages() {
    return stages;
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
