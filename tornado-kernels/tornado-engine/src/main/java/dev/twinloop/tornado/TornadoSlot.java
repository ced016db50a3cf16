package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.BufferSpec.Role;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.KernelCall;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.ac.manchester.tornado.api.DataRange;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.TornadoProfilerResult;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/**
 * One task graph with its own execution plan: inputs and controls in, the kernels in order, outputs
 * and receipts out. Constants travel once; scratch never does. Residents have a graph of their own,
 * which runs only when they have changed.
 *
 * <p>TornadoVM keeps compiled kernels per plan; {@link SlotKernels} gives each plan the code that
 * was compiled once for all. TornadoVM's profiler is on for runs that are asked to be timed and,
 * where nothing else runs on the device then, for the first run of a slot and one in 128 after it;
 * the others report wall time alone. A launch that the driver refused looks like a success here and
 * is found by its receipts.
 */
final class TornadoSlot implements Slot {
  private static final System.Logger LOG = System.getLogger(TornadoSlot.class.getName());

  /** Reading the device's clocks costs a wait after every copy and kernel. */
  private static final int TIMED_RUN_STEP = 128;

  private final TornadoEngine engine;
  private final String what;
  private final Buffers buffers;
  private final SlotArrays arrays;
  private final TornadoExecutionPlan plan;
  private final boolean graphReplay;
  private final Optional<ResidentUpload> residents;
  private final Map<String, Long> usedBytes = new HashMap<>();
  private boolean open = true;
  private int untimed = TIMED_RUN_STEP;
  private boolean timeNext;

  /**
   * Builds graph and plan; nothing runs yet.
   *
   * @param name unique among the slots of this process: letters and digits
   * @param memory the slot's buffers and TornadoVM's view of them
   */
  TornadoSlot(TornadoEngine engine, String name, Memory memory, SlotKernels slotKernels) {
    this.engine = engine;
    this.buffers = memory.buffers();
    this.arrays = memory.arrays();
    List<KernelCall> kernels = buffers.layout().kernels();
    this.what =
        "slot of "
            + kernels.stream().map(KernelCall::method).distinct().toList()
            + ", capacity="
            + buffers.capacity();
    TaskGraph graph = new TaskGraph(name);
    GraphRoom.enlarge(graph);
    GridScheduler grids = new GridScheduler();
    this.residents = ResidentUpload.of(name, slotKernels, grids);
    transfers(graph);
    for (int k = 0; k < kernels.size(); k++) {
      slotKernels.add(slotKernels.kernels().get(k), "k" + k, graph, grids);
    }
    graph.transferToHost(DataTransferMode.UNDER_DEMAND, arrays.ofRole(Role.OUTPUT));
    this.graphReplay = engine.graphReplay() && kernels.size() > 1;
    this.plan = configured(planOf(graph, slotKernels), engine.device(), grids);
    slotKernels.install(plan.getId());
  }

  /**
   * Where a slot's data lies.
   *
   * @param buffers the slot's buffers
   * @param arrays over them
   */
  record Memory(Buffers buffers, SlotArrays arrays) {}

  @Override
  public Buffers buffers() {
    return buffers;
  }

  /** A replayed graph copies from and to where its first run did: nothing can be placed then. */
  @Override
  public boolean place(String buffer, MemorySegment memory) {
    if (graphReplay) {
      return false;
    }
    arrays.point(buffer, memory);
    usedBytes.put(buffer, memory.byteSize());
    return true;
  }

  @Override
  public void timeNextRun() {
    timeNext = true;
  }

  @Override
  public Timings run() {
    try {
      if (timeNext) {
        return engine.turns().alone(this::timed);
      }
      untimed++;
      return (untimed < TIMED_RUN_STEP
              ? Optional.<Timings>empty()
              : engine.turns().sample(this::timed))
          .orElseGet(() -> engine.turns().beside(() -> execute(Code.LAUNCH, false)));
    } finally {
      arrays.unpoint();
      usedBytes.clear();
    }
  }

  private Timings timed() {
    timeNext = false;
    untimed = 0;
    return execute(Code.LAUNCH, true);
  }

  /** Allocates, page-locks and uploads constants, by a run of no items. */
  void warmUp() {
    Timings unused = engine.turns().beside(() -> execute(Code.COMPILATION, false));
    buffers.zero();
  }

  SlotArrays arrays() {
    return arrays;
  }

  @Override
  public void close() {
    engine.closeAlone(this, this::free);
  }

  private void free() {
    if (open) {
      open = false;
      try {
        plan.close();
      } catch (TornadoExecutionPlanException e) {
        throw Code.LAUNCH.exception(what + ": cannot be freed: " + e.getMessage(), e);
      } finally {
        arrays.close();
      }
    }
  }

  private Timings execute(Code otherwise, boolean timed) {
    if (!open) {
      throw new IllegalStateException(what + ": closed");
    }
    try {
      long start = System.nanoTime();
      TornadoExecutionPlan chosen =
          timed ? plan.withProfiler(ProfilerMode.SILENT) : plan.withoutProfiler();
      if (residents.isPresent()) {
        if (buffers.refresh()) {
          chosen.withGraph(0).execute();
        }
        chosen = chosen.withGraph(1);
      }
      TornadoExecutionResult result = chosen.execute();
      TornadoProfilerResult profile = result.getProfilerResult();
      long kernelNs = timed ? profile.getDeviceKernelTime() : 0;
      long copyInNs = timed ? profile.getDeviceWriteTime() : 0;
      if (timed) {
        LOG.log(System.Logger.Level.DEBUG, () -> what + ": " + profile.getProfileLog());
        KernelTimes.tell(what, buffers.layout().kernels(), profile::getProfileLog);
      }
      long computed = System.nanoTime();
      fetch(result);
      long end = System.nanoTime();
      if (timed && kernelNs <= 0 && !graphReplay) {
        throw Code.LAUNCH.exception(
            what + ": kernelNs=" + kernelNs + ": the driver did not run the kernels");
      }
      return Timings.ofRun(copyInNs, kernelNs, timed ? end - computed : 0, end - start);
    } catch (DeviceException e) {
      throw e;
    } catch (Throwable e) {
      throw RunFailure.explain(what, otherwise, e);
    }
  }

  /** Copies outputs and receipts back, from behind their headers, as far as they are used. */
  private void fetch(TornadoExecutionResult result) {
    for (BufferSpec spec : buffers.layout().buffers()) {
      if (spec.role() == Role.OUTPUT) {
        long bytes = usedBytes.getOrDefault(spec.name(), spec.bytes());
        result.transferToHost(range(spec.name(), bytes / spec.type().bytes()));
      }
    }
    for (int k = 0; k < buffers.layout().kernels().size(); k++) {
      if (!buffers.layout().vouched(k)) {
        int items = Math.max(1, buffers.control(k).to());
        result.transferToHost(range(BufferLayout.receiptName(k), items));
      }
    }
  }

  private DataRange range(String name, long elements) {
    return new DataRange(arrays.array(name)).withSize(elements);
  }

  private TornadoExecutionPlan planOf(TaskGraph graph, SlotKernels kernels) {
    ImmutableTaskGraph computing = kernels.snapshot(graph);
    return residents
        .map(upload -> new TornadoExecutionPlan(kernels.snapshot(upload.graph()), computing))
        .orElseGet(() -> new TornadoExecutionPlan(computing));
  }

  private void transfers(TaskGraph graph) {
    residents.ifPresent(upload -> upload.consumedBy(graph));
    graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays.ofRole(Role.INPUT));
    Object[] constants = arrays.ofRole(Role.CONSTANT);
    if (constants.length > 0) {
      graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, constants);
    }
    Object[] scratch = arrays.ofRole(Role.SCRATCH);
    if (scratch.length > 0) {
      // Allocated and freed with the plan, copied only if asked for, and nobody asks.
      graph.transferToDevice(DataTransferMode.UNDER_DEMAND, scratch);
    }
  }

  private TornadoExecutionPlan configured(
      TornadoExecutionPlan plan, TornadoDevice device, GridScheduler grids) {
    TornadoExecutionPlan configured = plan.withDevice(device).withGridScheduler(grids);
    return graphReplay ? configured.withCUDAGraph() : configured;
  }
}
