package dev.twinloop.tornado;

import java.util.List;
import java.util.Optional;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The graph that copies a slot's resident arrays to the device and leaves them there for the graph
 * that computes. TornadoVM wants a task in every graph: here one that reads a single element.
 *
 * @param graph runs before the first run of the computing graph, and when residents have changed
 * @param arrays the resident arrays
 */
record ResidentUpload(TaskGraph graph, List<Object> arrays) {
  private static final int BLOCK = 32;

  /**
   * The upload of these arrays, or empty if there are none.
   *
   * @param slot the slot's name; the graph's is made from it
   */
  static Optional<ResidentUpload> of(String slot, Object[] arrays, GridScheduler grids) {
    if (arrays.length == 0) {
      return Optional.empty();
    }
    String name = slot + "residents";
    TaskGraph graph = new TaskGraph(name);
    graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays);
    for (int i = 0; i < arrays.length; i++) {
      IntArray probe = new IntArray(BLOCK);
      graph.transferToDevice(DataTransferMode.UNDER_DEMAND, probe);
      graph.task("touch" + i, ResidentUpload::touch, probe, (IntArray) arrays[i]);
      WorkerGrid grid = new WorkerGrid1D(BLOCK);
      grid.setLocalWork(BLOCK, 1, 1);
      grids.addWorkerGrid(name + ".touch" + i, grid);
    }
    graph.persistOnDevice(arrays);
    return Optional.of(new ResidentUpload(graph, List.of(arrays)));
  }

  /** Lets the computing graph use what this one left on the device. */
  void consumedBy(TaskGraph computing) {
    computing.consumeFromDevice(graph.getTaskGraphName(), arrays.toArray());
  }

  /** Kernel: reads the first element. */
  static void touch(IntArray probe, IntArray resident) {
    for (@Parallel int k = 0; k < probe.getSize(); k++) {
      probe.set(k, resident.get(0));
    }
  }
}
