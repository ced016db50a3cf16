package dev.twinloop.tornado;

import java.lang.reflect.Method;
import java.util.List;
import uk.ac.manchester.tornado.api.AccessorParameters;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.Access;

/**
 * One kernel of a slot as a task of TornadoVM: the method, its arguments and its grid.
 *
 * @param method a static method with one parallel loop
 * @param arguments arrays of TornadoVM, in parameter order
 * @param threads of the whole grid
 * @param block threads of a block
 */
record KernelJob(Method method, List<Object> arguments, int threads, int block) {
  /** What TornadoVM calls the source file of a prebuilt task; never opened, the code is there. */
  private static final String NO_FILE = "kept";

  /** Class and method, without the package. */
  String name() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** Adds the kernel to a graph as a method that TornadoVM compiles. */
  void compiledIn(TaskGraph graph, String id) {
    graph.addTask(KernelLambda.task(id, method, arguments.toArray()));
  }

  /** Adds the kernel to a graph as code that was compiled before. */
  void keptIn(TaskGraph graph, String id, KernelCode code) {
    AccessorParameters parameters = new AccessorParameters(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      parameters.set(i, arguments.get(i), Access.valueOf(code.accesses().get(i)));
    }
    graph.prebuiltTask(id, code.entryPoint(), NO_FILE, parameters);
  }

  /** Names the grid of this kernel's task. */
  void gridIn(GridScheduler grids, String task) {
    WorkerGrid grid = new WorkerGrid1D(threads);
    grid.setLocalWork(block, 1, 1);
    grids.addWorkerGrid(task, grid);
  }
}
