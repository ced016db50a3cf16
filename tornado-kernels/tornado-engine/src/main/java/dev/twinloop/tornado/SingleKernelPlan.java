package dev.twinloop.tornado;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.Access;
import uk.ac.manchester.tornado.api.common.SchedulableTask;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.profiler.ProfilerType;
import uk.ac.manchester.tornado.runtime.tasks.TornadoTaskGraph;
import uk.ac.manchester.tornado.runtime.tasks.meta.TaskDataContext;

/**
 * An execution plan of one kernel that is compiled and never run: a way to the kernel's machine
 * code. Making one builds the kernel's sketch, for one thread at a time, because TornadoVM keeps a
 * sketch's accesses in a static variable for a moment. {@link #compile} does the rest, and may be
 * called beside that of other plans.
 */
final class SingleKernelPlan {
  private static final String TASK = "k";

  private final KernelJob job;
  private final String id;
  private final TornadoExecutionPlan plan;
  private final TornadoTaskGraph graph;
  private final GraphInternals internals;
  private final long sketchNs;

  /**
   * Builds the sketch.
   *
   * @param name of the graph, unique in this process
   */
  SingleKernelPlan(KernelJob job, String name, TornadoDevice device, GraphInternals internals)
      throws IllegalAccessException {
    long start = System.nanoTime();
    this.job = job;
    this.internals = internals;
    TaskGraph tasks = new TaskGraph(name);
    tasks.transferToDevice(DataTransferMode.UNDER_DEMAND, job.arguments().toArray());
    job.compiledIn(tasks, TASK);
    this.id = name + "." + TASK;
    GridScheduler grids = new GridScheduler();
    job.gridIn(grids, id);
    ImmutableTaskGraph snapshot = tasks.snapshot();
    this.plan = new TornadoExecutionPlan(snapshot).withDevice(device).withGridScheduler(grids);
    this.graph = internals.implementation(snapshot);
    this.sketchNs = System.nanoTime() - start;
  }

  KernelJob job() {
    return job;
  }

  /** Graph and plan: mostly the sketch. */
  long sketchNs() {
    return sketchNs;
  }

  /** Compiles, and keeps time for this plan alone. */
  void compile() throws IllegalAccessException {
    internals.time(graph);
    plan.withPreCompilation();
  }

  /** What the device's compiler took. */
  long deviceCompilerNs() throws IllegalAccessException {
    return internals.times(graph).getTaskTimer(ProfilerType.TASK_COMPILE_DRIVER_TIME, id);
  }

  /**
   * Takes the code out; the plan is of no use afterwards.
   *
   * @throws ReflectiveOperationException if the code is not to be had, or would need memory that
   *     only the compiled task knows of
   */
  KernelCode code(InstalledKernels installed) throws ReflectiveOperationException {
    SchedulableTask task = graph.getTask(id);
    TaskDataContext meta = (TaskDataContext) task.meta();
    if (meta.getConstantSize() > 0 || meta.getLocalSize() > 0) {
      throw new ReflectiveOperationException(
          job.name() + " has constants or local memory of its own");
    }
    String entryPoint = job.method().getName();
    List<String> accesses = Stream.of(task.getArgumentsAccess()).map(Access::name).toList();
    byte[] bytes = installed.code(plan.getId(), id, entryPoint);
    installed.clear(plan.getId());
    Optional<String> options =
        Optional.ofNullable(meta.getCompilerFlags(graph.getDevice().getTornadoVMBackend()));
    return new KernelCode(entryPoint, accesses, options.orElse(""), bytes);
  }
}
