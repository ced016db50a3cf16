package dev.twinloop.tornado;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * The graph that overwrites with zeros what a secret run left on the device: its copies of inputs
 * and outputs, and scratch. It works on the arrays that the computing graph leaves there.
 *
 * @param graph runs after the computing graph
 * @param arrays what it overwrites
 */
record WipeGraph(TaskGraph graph, List<Object> arrays) {
  private static final int BLOCK = 256;
  private static final int THREADS_LOG = 16;
  private static final int THREADS = 1 << THREADS_LOG;

  /** One kernel an array; all arrays of one type have the same code. */
  static List<KernelJob> jobs(List<TornadoNativeArray> arrays) {
    List<KernelJob> jobs = new ArrayList<>();
    for (TornadoNativeArray array : arrays) {
      IntArray control = new IntArray(1);
      control.set(0, array.getSize());
      jobs.add(
          new KernelJob(
              method(array), List.of(control, new IntArray(THREADS), array), THREADS, BLOCK));
    }
    return jobs;
  }

  /**
   * The graph.
   *
   * @param computing named as the slot is; it must not be complete yet
   */
  static WipeGraph of(TaskGraph computing, SlotKernels kernels, GridScheduler grids) {
    String slot = computing.getTaskGraphName();
    TaskGraph graph = new TaskGraph(slot + "wipe");
    List<Object> arrays = new ArrayList<>();
    for (SlotKernels.Planned wipe : kernels.wipes()) {
      arrays.add(wipe.job().arguments().get(2));
    }
    computing.persistOnDevice(arrays.toArray());
    graph.consumeFromDevice(slot, arrays.toArray());
    for (int i = 0; i < arrays.size(); i++) {
      SlotKernels.Planned wipe = kernels.wipes().get(i);
      graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, wipe.job().arguments().get(0));
      graph.transferToDevice(DataTransferMode.UNDER_DEMAND, wipe.job().arguments().get(1));
      kernels.add(wipe, "wipe" + i, graph, grids);
    }
    return new WipeGraph(graph, arrays);
  }

  private static Method method(TornadoNativeArray array) {
    Class<?> type = array.getClass();
    String name = type == IntArray.class ? "ints" : type == LongArray.class ? "longs" : "bytes";
    try {
      return WipeGraph.class.getDeclaredMethod(name, IntArray.class, IntArray.class, type);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("it stands below", e);
    }
  }

  /** Kernel: zeros. */
  static void ints(IntArray control, IntArray turns, IntArray array) {
    for (@Parallel int k = 0; k < turns.getSize(); k++) {
      int last = control.get(0) - 1 - k;
      for (int i = 0; i <= last >> THREADS_LOG; i++) {
        if (last >= 0) {
          array.set(k + (i << THREADS_LOG), 0);
        }
      }
    }
  }

  /** Kernel: zeros. */
  static void longs(IntArray control, IntArray turns, LongArray array) {
    for (@Parallel int k = 0; k < turns.getSize(); k++) {
      int last = control.get(0) - 1 - k;
      for (int i = 0; i <= last >> THREADS_LOG; i++) {
        if (last >= 0) {
          array.set(k + (i << THREADS_LOG), 0L);
        }
      }
    }
  }

  /** Kernel: zeros. */
  static void bytes(IntArray control, IntArray turns, ByteArray array) {
    for (@Parallel int k = 0; k < turns.getSize(); k++) {
      int last = control.get(0) - 1 - k;
      for (int i = 0; i <= last >> THREADS_LOG; i++) {
        if (last >= 0) {
          array.set(k + (i << THREADS_LOG), (byte) 0);
        }
      }
    }
  }
}
