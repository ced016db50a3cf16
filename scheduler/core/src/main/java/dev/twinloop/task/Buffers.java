package dev.twinloop.task;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host-visible arrays of one slot, as memory segments. Only one thread at a time may use them,
 * except for {@link #holds}.
 */
public final class Buffers {
  private final BufferLayout layout;
  private final int capacity;
  private final Set<String> zeroable;
  private final Map<String, MemorySegment> withHeader = new HashMap<>();
  private final List<Control> controls = new ArrayList<>();
  private final Set<String> inPlace = new HashSet<>();
  private final Set<String> written = new HashSet<>();
  private final Set<String> maybeWritten = new HashSet<>();
  private volatile @Nullable Object resident;
  private boolean refresh = true;
  private Object note = "";
  private boolean forgetful;

  private Buffers(BufferLayout layout, int capacity) {
    this.layout = layout;
    this.capacity = capacity;
    this.zeroable =
        layout.regions().values().stream()
            .map(BufferLayout.Region::spec)
            .filter(spec -> spec.role() != BufferSpec.Role.RESIDENT)
            .map(BufferSpec::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The host-visible arrays of a slot, laid over one block.
   *
   * @param block at least {@code layout.bytes()} long, page-aligned
   */
  public static Buffers over(BufferLayout layout, int capacity, MemorySegment block) {
    Buffers buffers = new Buffers(layout, capacity);
    layout
        .regions()
        .forEach(
            (name, region) ->
                buffers.withHeader.put(name, block.asSlice(region.offset(), region.bytes())));
    for (int k = 0; k < layout.kernels().size(); k++) {
      MemorySegment payload = buffers.payload(BufferLayout.controlName(k));
      Control before = k == 0 ? null : buffers.controls.get(k - 1);
      buffers.controls.add(new Control(payload, layout.kernels().get(k), before));
    }
    return buffers;
  }

  /** Segments that {@link Program#constants} fills, header included, by buffer name. */
  public static Buffers ofConstants(
      BufferLayout layout, int capacity, Map<String, MemorySegment> segments) {
    Buffers buffers = new Buffers(layout, capacity);
    buffers.withHeader.putAll(segments);
    return buffers;
  }

  /** The capacity class of the slot. */
  public int capacity() {
    return capacity;
  }

  /** The layout that the arrays follow. */
  public BufferLayout layout() {
    return layout;
  }

  /**
   * The payload of an array.
   *
   * @throws IllegalArgumentException if there is no host-visible buffer of that name
   */
  public MemorySegment payload(String name) {
    return withHeader(name).asSlice(BufferLayout.HEADER_BYTES);
  }

  /** The array with the 16 bytes before its payload, as engines wrap it. */
  public MemorySegment withHeader(String name) {
    MemorySegment segment = withHeader.get(name);
    if (segment == null) {
      throw new IllegalArgumentException(
          "buffer: name=" + name + ", accepted: " + withHeader.keySet());
    }
    return segment;
  }

  /**
   * The last value that was passed to {@link #note(Object)}, or the empty string. Scratch keeps its
   * contents as long as the slot lives. A slot whose run failed is not used again. A program notes
   * here what it has computed once and need not compute again, such as a table.
   */
  public Object note() {
    return note;
  }

  /** Notes what the scratch of this slot will hold after the run that is being encoded. */
  public void note(Object value) {
    note = forgetful ? "" : value;
  }

  /**
   * Called after scratch was wiped ({@link dev.twinloop.engine.Slot#wipe}). A program that names
   * the scratch it keeps ({@link BufferSpec#kept}) still has this scratch. For any other program it
   * is not known what remains, so its residents and tables are made again.
   */
  public void wiped() {
    if (layout.buffers().stream().noneMatch(BufferSpec::kept)) {
      note = "";
      resident = null;
    }
  }

  /** As {@link #wiped}, after every run from now on. */
  public void wipedAfterEachRun() {
    wiped();
    forgetful = layout.buffers().stream().noneMatch(BufferSpec::kept);
  }

  /**
   * Whether the caller's own memory replaces a buffer in this run. Then encode and decode need not
   * copy it.
   */
  public boolean inPlace(String name) {
    return inPlace.contains(name);
  }

  /** Says that the caller's own memory replaces a buffer, until {@link #startSlice}. */
  public void placed(String name) {
    withHeader(name);
    inPlace.add(name);
    maybeWritten.remove(name);
  }

  /**
   * Whether the next run copies the {@link BufferSpec.Role#RESIDENT} buffers to the device: then
   * encode must write them.
   */
  public boolean refresh() {
    return refresh;
  }

  /** Says whether the next run copies the resident buffers to the device. */
  public void refresh(boolean wanted) {
    refresh = wanted;
  }

  /** Says which residents the next run needs. They are copied unless the device still has them. */
  public void wantResident(Object version) {
    refresh = !version.equals(resident);
    resident = refresh ? null : resident;
  }

  /** Says that the device holds these residents now. */
  public void keepResident(Object version) {
    resident = forgetful ? null : version;
  }

  /** Whether the device holds these residents. Any thread may call this method. */
  public boolean holds(Object version) {
    return version.equals(resident);
  }

  /** Prepares for another slice: no buffer is replaced, and no kernel has items yet. */
  public void startSlice() {
    inPlace.clear();
    written.addAll(maybeWritten);
    maybeWritten.addAll(zeroable);
    refresh = true;
    controls.forEach(Control::unset);
  }

  /**
   * The control array of a stage's first launch.
   *
   * @throws IllegalArgumentException if there is no such stage
   */
  public Control control(String stage) {
    int k = 0;
    for (Stage<?> each : layout.stages()) {
      if (each.name().equals(stage)) {
        return controls.get(k);
      }
      k += each.launches().size();
    }
    throw new IllegalArgumentException(
        "stage: name="
            + stage
            + ", accepted: "
            + layout.stages().stream().map(Stage::name).toList());
  }

  /**
   * Tells every launch what it works on.
   *
   * @param input of a task that the layout's program computes
   */
  <T> void tell(Stage.Input<T> input) {
    int k = 0;
    for (Stage<?> stage : layout.stages()) {
      for (Stage.Launch<?> launch : stage.launches()) {
        Buffers.<T>work(launch).tell(input, controls.get(k++));
      }
    }
  }

  /** A layout comes from a program, and a program's stages take its task. */
  @SuppressWarnings("unchecked")
  private static <T> Stage.Work<T> work(Stage.Launch<?> launch) {
    return (Stage.Work<T>) launch.work();
  }

  /** The control array of kernel {@code k}. */
  public Control control(int k) {
    return controls.get(k);
  }

  /** Marks the next run: each kernel's items write this nonce into their receipts. */
  public void startRun(int nonce) {
    zeroable.stream().filter(name -> !inPlace.contains(name)).forEach(maybeWritten::add);
    for (int k = 0; k < layout.kernels().size(); k++) {
      control(k).nonce(nonce);
      requireVoucher(k);
    }
  }

  /** A kernel without items writes no receipt, so it can vouch for no other's. */
  private void requireVoucher(int k) {
    if (layout.vouched(k) && control(k).to() > 0 && control(layout.voucher(k)).to() == 0) {
      throw new IllegalStateException(
          "kernel "
              + layout.kernels().get(k).method()
              + ": items="
              + control(k).to()
              + ", but "
              + layout.kernels().get(layout.voucher(k)).method()
              + ", which vouches for its receipts, has none");
    }
  }

  /**
   * The first receipt that the last run did not write, as {@code "kernel hash64: receipt 17 of 1024
   * …"}, or the empty string if every item of every kernel ran. Receipts for which a later kernel
   * vouches are not checked: if such a receipt is missing, the receipt of the later kernel is
   * missing too.
   */
  public String missingReceipt(int nonce) {
    for (int k = 0; k < layout.kernels().size(); k++) {
      if (layout.vouched(k)) {
        continue;
      }
      int expected = control(k).to();
      int missing = firstDifference(payload(BufferLayout.receiptName(k)), expected, nonce);
      if (missing < expected) {
        return "kernel %s: receipt %d of %d is missing"
            .formatted(layout.kernels().get(k).method(), missing, expected);
      }
    }
    return "";
  }

  /**
   * Overwrites with zeros every buffer that a slice may have written since the last call, so that
   * no caller's data outlives its task. This includes a slice whose encode threw, and controls and
   * receipts. It does not include the residents, which are kept on purpose.
   */
  public void zero() {
    written.addAll(maybeWritten);
    maybeWritten.clear();
    for (String name : written) {
      ParallelCopy.zero(withHeader(name));
    }
    written.clear();
  }

  /** All ints are equal if the first is right and the rest equals itself shifted by one. */
  private static int firstDifference(MemorySegment receipts, int count, int nonce) {
    if (count == 0 || receipts.getAtIndex(JAVA_INT, 0) != nonce) {
      return 0;
    }
    long bytes = 4L * count;
    long same = MemorySegment.mismatch(receipts, 0, bytes - 4, receipts, 4, bytes);
    return same < 0 ? count : (int) (same / 4) + 1;
  }
}
