package dev.twinloop.tornado;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
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

  /** One kernel a resident array, none where there are no residents. */
  static List<KernelJob> jobs(Object[] residents) {
    List<KernelJob> jobs = new ArrayList<>();
    for (Object resident : residents) {
      jobs.add(
          new KernelJob(
              ResidentKernels.touch(), List.of(new IntArray(BLOCK), resident), BLOCK, BLOCK));
    }
    return jobs;
  }

  /**
   * The upload of a slot's residents, or empty if there are none.
   *
   * @param slot the slot's name; the graph's is made from it
   */
  static Optional<ResidentUpload> of(String slot, SlotKernels kernels, GridScheduler grids) {
    if (kernels.uploads().isEmpty()) {
      return Optional.empty();
    }
    TaskGraph graph = new TaskGraph(slot + "residents");
    List<Object> arrays =
        kernels.uploads().stream().map(upload -> upload.job().arguments().get(1)).toList();
    graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays.toArray());
    for (int i = 0; i < arrays.size(); i++) {
      SlotKernels.Planned upload = kernels.uploads().get(i);
      graph.transferToDevice(DataTransferMode.UNDER_DEMAND, upload.job().arguments().getFirst());
      kernels.add(upload, "touch" + i, graph, grids);
    }
    graph.persistOnDevice(arrays.toArray());
    return Optional.of(new ResidentUpload(graph, arrays));
  }

  /** Lets the computing graph use what this one left on the device. */
  void consumedBy(TaskGraph computing) {
    computing.consumeFromDevice(graph.getTaskGraphName(), arrays.toArray());
  }
}
