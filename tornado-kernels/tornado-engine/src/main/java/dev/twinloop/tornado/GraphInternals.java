package dev.twinloop.tornado;

import java.lang.reflect.Field;
import java.util.Optional;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.profiler.TornadoProfiler;
import uk.ac.manchester.tornado.runtime.graph.TornadoExecutionContext;
import uk.ac.manchester.tornado.runtime.tasks.TornadoTaskGraph;

/** What a task graph of TornadoVM keeps to itself and kept kernels need, by reflection. */
final class GraphInternals {
  private final Field graph = open(ImmutableTaskGraph.class, "taskGraph");
  private final Field implementation = open(TaskGraph.class, "taskGraphImpl");
  private final Field context = open(TornadoTaskGraph.class, "executionContext");
  private final Field profilerMode = open(TornadoTaskGraph.class, "profilerMode");
  private final Field profiler = open(TornadoTaskGraph.class, "timeProfiler");

  private GraphInternals() throws NoSuchFieldException {}

  /** Empty, and a line in the log, if this TornadoVM is built otherwise. */
  static Optional<GraphInternals> find() {
    try {
      return Optional.of(new GraphInternals());
    } catch (NoSuchFieldException | RuntimeException | LinkageError e) {
      System.getLogger(GraphInternals.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "each slot compiles its own kernels: TornadoVM's task graphs are not as they were: {0}",
              e);
      return Optional.empty();
    }
  }

  /** The graph behind a snapshot. */
  TornadoTaskGraph implementation(ImmutableTaskGraph snapshot) throws IllegalAccessException {
    return (TornadoTaskGraph) implementation.get(graph.get(snapshot));
  }

  /** Makes the prebuilt tasks of a graph that has not run distinct. */
  void tellApart(ImmutableTaskGraph snapshot) throws IllegalAccessException {
    KeptTask.replaceAll((TornadoExecutionContext) context.get(implementation(snapshot)));
  }

  /** Has a graph's compilation timed, and no other graph's anything. */
  void time(TornadoTaskGraph graph) throws IllegalAccessException {
    profilerMode.set(graph, ProfilerMode.SILENT);
  }

  /** What {@link #time} measured. */
  TornadoProfiler times(TornadoTaskGraph graph) throws IllegalAccessException {
    return (TornadoProfiler) profiler.get(graph);
  }

  private static Field open(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
