package dev.twinloop.tornado;

import dev.twinloop.task.BufferSpec.Role;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.KernelCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * The kernels of one slot on their way into its execution plan, either as machine code that is
 * there already or, where TornadoVM gives none away, as methods that the plan compiles itself.
 *
 * <p>Used by one thread, while the slot is made.
 */
final class SlotKernels {
  private final List<Planned> uploads = new ArrayList<>();
  private final List<Planned> kernels = new ArrayList<>();
  private final Map<String, KernelCode> tasks = new LinkedHashMap<>();
  private final TornadoEngine engine;

  /**
   * A kernel and its code.
   *
   * @param code empty if the plan compiles the kernel itself
   */
  record Planned(KernelJob job, Optional<KernelCode> code) {}

  /**
   * Compiles what is not compiled yet.
   *
   * @param engine has the compiler, and gives each kernel its threads
   */
  SlotKernels(TornadoEngine engine, Buffers buffers, SlotArrays arrays) {
    this.engine = engine;
    List<KernelJob> jobs = new ArrayList<>(ResidentUpload.jobs(arrays.ofRole(Role.RESIDENT)));
    int first = jobs.size();
    List<KernelCall> calls = buffers.layout().kernels();
    for (int k = 0; k < calls.size(); k++) {
      KernelCall call = calls.get(k);
      int block = BlockSize.of(call.items());
      int threads = BlockSize.global(call.items(), block, engine.threads(call));
      jobs.add(new KernelJob(call.resolve(), List.of(arrays.arguments(k)), threads, block));
    }
    Optional<List<KernelCode>> codes = engine.compiler().flatMap(c -> c.compile(jobs));
    for (int i = 0; i < jobs.size(); i++) {
      int at = i;
      Planned planned = new Planned(jobs.get(i), codes.map(all -> all.get(at)));
      (i < first ? uploads : kernels).add(planned);
    }
  }

  /** The kernels that a slot's residents are uploaded with. */
  List<Planned> uploads() {
    return uploads;
  }

  /** The program's kernels in order. */
  List<Planned> kernels() {
    return kernels;
  }

  /** Adds a kernel's task to a graph, and its grid to the grids. */
  void add(Planned kernel, String id, TaskGraph graph, GridScheduler grids) {
    String task = graph.getTaskGraphName() + "." + id;
    kernel.job().gridIn(grids, task);
    if (kernel.code().isPresent()) {
      kernel.job().keptIn(graph, id, kernel.code().get());
      tasks.put(task, kernel.code().get());
    } else {
      kernel.job().compiledIn(graph, id);
    }
  }

  /** What a plan is made of: the graph, with tasks that TornadoVM can tell apart. */
  ImmutableTaskGraph snapshot(TaskGraph graph) {
    ImmutableTaskGraph snapshot = graph.snapshot();
    engine.compiler().ifPresent(c -> c.tellApart(snapshot));
    return snapshot;
  }

  /** Loads the code of all tasks that were added for this plan. */
  void install(long plan) {
    engine.compiler().ifPresent(c -> tasks.forEach((task, code) -> c.install(plan, task, code)));
  }
}
