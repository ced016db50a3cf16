package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferSpec.Role;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.KernelCall;
import java.util.List;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoProfilerResult;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/**
 * One task graph with its own execution plan: inputs and controls in, the kernels in order, outputs
 * and receipts out. Constants travel once; scratch never does.
 *
 * <p>TornadoVM keeps compiled kernels per plan, so each slot compiles its own. Its profiler stays
 * on: without it a launch that the driver refused would look like a success.
 */
final class TornadoSlot implements Slot {
  private final TornadoEngine engine;
  private final String what;
  private final Buffers buffers;
  private final SlotArrays arrays;
  private final TornadoExecutionPlan plan;
  private final boolean graphReplay;
  private boolean open = true;

  /**
   * Builds graph and plan; nothing runs yet.
   *
   * @param name unique among the slots of this process: letters and digits
   */
  TornadoSlot(
      TornadoEngine engine, String name, Buffers buffers, SlotArrays arrays, TornadoDevice device) {
    this.engine = engine;
    this.buffers = buffers;
    this.arrays = arrays;
    List<KernelCall> kernels = buffers.layout().kernels();
    this.what =
        "slot of "
            + kernels.stream().map(KernelCall::method).distinct().toList()
            + ", capacity="
            + buffers.capacity();
    TaskGraph graph = new TaskGraph(name);
    GridScheduler grids = new GridScheduler();
    transfers(graph);
    for (int k = 0; k < kernels.size(); k++) {
      graph.addTask(KernelLambda.task("k" + k, kernels.get(k), arrays.arguments(k)));
      grids.addWorkerGrid(name + ".k" + k, grid(kernels.get(k)));
    }
    graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays.ofRole(Role.OUTPUT));
    this.graphReplay = engine.graphReplay() && kernels.size() > 1;
    this.plan = configured(new TornadoExecutionPlan(graph.snapshot()), device, grids);
  }

  @Override
  public Buffers buffers() {
    return buffers;
  }

  @Override
  public Timings run() {
    return engine.whileNoneCloses(() -> execute(Code.LAUNCH));
  }

  /** Compiles, allocates, page-locks and uploads constants, by a run of no items. */
  void warmUp() {
    engine.whileNoneCloses(() -> execute(Code.COMPILATION));
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

  private Timings execute(Code otherwise) {
    if (!open) {
      throw new IllegalStateException(what + ": closed");
    }
    try {
      long start = System.nanoTime();
      TornadoProfilerResult profile = plan.execute().getProfilerResult();
      long runNs = System.nanoTime() - start;
      long kernelNs = profile.getDeviceKernelTime();
      if (kernelNs <= 0 && !graphReplay) {
        throw Code.LAUNCH.exception(
            what + ": kernelNs=" + kernelNs + ": the driver did not run the kernels");
      }
      return Timings.ofRun(
          profile.getDeviceWriteTime(), kernelNs, profile.getDeviceReadTime(), runNs);
    } catch (DeviceException e) {
      throw e;
    } catch (Throwable e) {
      throw RunFailure.explain(what, otherwise, e);
    }
  }

  private void transfers(TaskGraph graph) {
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

  private static WorkerGrid grid(KernelCall kernel) {
    int block = BlockSize.of(kernel.items());
    WorkerGrid grid = new WorkerGrid1D(BlockSize.global(kernel.items(), block));
    grid.setLocalWork(block, 1, 1);
    return grid;
  }

  private TornadoExecutionPlan configured(
      TornadoExecutionPlan plan, TornadoDevice device, GridScheduler grids) {
    TornadoExecutionPlan configured =
        plan.withDevice(device).withGridScheduler(grids).withProfiler(ProfilerMode.SILENT);
    return graphReplay ? configured.withCUDAGraph() : configured;
  }
}
