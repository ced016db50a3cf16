package dev.twinloop.kernel.msm;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.check.HostSums;
import dev.twinloop.kernel.msm.check.MsmCheck;
import dev.twinloop.kernel.msm.check.MsmEvidence;
import dev.twinloop.kernel.msm.check.MsmPath;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.kernel.msm.plan.MsmStages;
import dev.twinloop.kernel.msm.plan.SumStages;
import dev.twinloop.kernel.msm.plan.WindowSums;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.DeviceShape;
import dev.twinloop.task.EvidentProgram;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One MSM of up to 2^24 points, {@link MsmPlan}: digits, sort, buckets, one point a strand of each
 * window; the strands are joined on the host. Bases are resident: a device that has them is given
 * scalars alone.
 *
 * @param group the group, one of {@link Msm#groups}
 * @param window bits of a digit, or 0: what costs least
 * @param multiples whether devices keep multiples of the points: {@link Bases#withMultiples}
 * @param units multiprocessors of the device that runs it, or 0: not known yet
 */
public record MsmProgram(Group group, int window, boolean multiples, int units)
    implements EvidentProgram<Msm, MsmSums, MsmEvidence> {
  private static final Map<MsmPlan, List<Stage<Msm>>> STAGES = new ConcurrentHashMap<>();

  public MsmProgram {
    if (units < 0) {
      throw new IllegalArgumentException("msm: units=" + units + ", accepted: 0 or more");
    }
    MsmStages.KERNELS.of(group);
    if (multiples && group.base().degree() > 1) {
      throw new IllegalArgumentException(
          "msm: multiples, group=" + group + ", accepted: groups over a prime field");
    }
    int most = MsmPlan.mostWindow(multiples);
    if (window != 0 && (window < 6 || window > most)) {
      throw new IllegalArgumentException("msm: window=" + window + ", accepted: 0, 6 to " + most);
    }
  }

  /** For a device that is not known yet. */
  public MsmProgram(Group group, int window, boolean multiples) {
    this(group, window, multiples, 0);
  }

  static MsmProgram of(Msm task) {
    return new MsmProgram(task.bases().group(), 0, task.bases().multiples());
  }

  private MsmPlan plan(int capacity) {
    int log = Integer.numberOfTrailingZeros(Math.max(capacity, 1 << MsmPlan.LEAST_LOG));
    return MsmPlan.of(new MsmPlan.Shape(group, log, window, multiples, units));
  }

  /**
   * {@inheritDoc} A slice never crosses the end of a vector, and is as large as can be: buckets
   * cost the same, as long as an array holds the points and their multiples.
   */
  @Override
  public Slicing slicing() {
    int log = MsmPlan.MOST_LOG;
    while (plan(1 << log).baseLongs() > Integer.MAX_VALUE) {
      log--;
    }
    return new Slicing(1 << log, false, Msm.SCALAR_BYTES).inFewSlices();
  }

  @Override
  public long sliceEnd(Msm task, long from, int wanted) {
    int points = task.bases().count();
    return Math.min(from + wanted, (from / points + 1) * points);
  }

  @Override
  public int capacity(Msm task, Slice slice) {
    return Math.max(1 << MsmPlan.LEAST_LOG, Capacity.classOf(slice.size()));
  }

  @Override
  public MsmProgram fittedTo(DeviceShape device) {
    return new MsmProgram(group, window, multiples, device.computeUnits());
  }

  @Override
  public List<Stage<Msm>> stages(int capacity) {
    return STAGES.computeIfAbsent(plan(capacity), MsmStages::of);
  }

  @Override
  public MsmSums newResult(Msm task) {
    return MsmSums.allocate(group, task.vectors());
  }

  @Override
  public MsmEvidence newEvidence(Msm task) {
    return new MsmEvidence();
  }

  /** The same points, at the same places, of the same set. */
  @Override
  public Optional<Object> residentVersion(Msm task, Slice slice) {
    long from = slice.from() % task.bases().count();
    return Optional.of(new Kept(task.bases().whole(), from, slice.size()));
  }

  private record Kept(Bases bases, long from, int points) {}

  @Override
  public Optional<MemorySegment> inPlace(Msm task, Slice slice, MsmSums result, String buffer) {
    if (buffer.equals(MsmStages.POINTS)) {
      return Optional.of(points(task, slice));
    }
    return buffer.equals(MsmStages.SCALARS) ? Optional.of(scalars(task, slice)) : Optional.empty();
  }

  static MemorySegment points(Msm task, Slice slice) {
    int bytes = task.bases().group().pointBytes();
    long from = slice.from() % task.bases().count() * bytes;
    return task.bases().points().asSlice(from, (long) slice.size() * bytes);
  }

  static MemorySegment scalars(Msm task, Slice slice) {
    long from = slice.from() * Msm.SCALAR_BYTES;
    return task.scalars().asSlice(from, (long) slice.size() * Msm.SCALAR_BYTES);
  }

  @Override
  public void encode(Msm task, Slice slice, Buffers buffers) {
    if (buffers.refresh() && !buffers.inPlace(MsmStages.POINTS)) {
      copy(points(task, slice), buffers.payload(MsmStages.POINTS));
    }
    if (!buffers.inPlace(MsmStages.SCALARS)) {
      copy(scalars(task, slice), buffers.payload(MsmStages.SCALARS));
    }
  }

  @Override
  public Optional<HostBody<Msm, MsmSums>> hostBody() {
    return Optional.of(new MsmBody());
  }

  private static void copy(MemorySegment from, MemorySegment to) {
    ParallelCopy.copy(from, 0, to, 0, from.byteSize());
  }

  /** {@inheritDoc} Windows are joined while the slice is checked, if they are more than one. */
  @Override
  public void decode(Msm task, Slice slice, Buffers buffers, MsmSums result, MsmEvidence evidence) {
    MsmPlan plan = plan(buffers.capacity());
    int[] windows = buffers.payload(SumStages.WINDOWS).toArray(JAVA_INT);
    int vector = (int) (slice.from() / task.bases().count());
    if (plan.windows() > 1) {
      result.put(vector, slice, Begun.of(() -> WindowSums.combine(plan, windows)));
    } else {
      result.put(vector, slice, WindowSums.combine(plan, windows));
    }
    evidence.keep(slice, MsmPath.of(plan, buffers));
  }

  @Override
  public CheckOutcome check(
      Msm task, Slice slice, MsmSums result, MsmEvidence evidence, Sampler sampler) {
    HostSums host = new HostSums(group, points(task, slice), scalars(task, slice));
    int vector = (int) (slice.from() / task.bases().count());
    return new MsmCheck(evidence.take(slice), slice, host)
        .run(() -> result.part(vector, slice), sampler);
  }

  /** Slices that nobody checked have left evidence. */
  @Override
  public void finish(Msm task, MsmSums result, MsmEvidence evidence) {
    evidence.forget();
    result.settle();
  }
}
