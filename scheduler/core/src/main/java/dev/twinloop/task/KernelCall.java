package dev.twinloop.task;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One kernel of a program: a public static void method {@code (IntArray control, IntArray receipt,
 * buffers…)} and the buffers it is called with. Both arrays are supplied by the engine.
 *
 * @param owner the class that declares the method
 * @param method its name; one public static method of that name
 * @param items size of its receipt array at this capacity: the number of loop turns
 * @param buffers names of the program's buffers, in parameter order; no name twice
 * @param threadsPerUnit how many turns may run at the same time on one compute unit of a device; 0
 *     for as many as fit. Fewer turns may be faster if the data of all turns does not fit into a
 *     cache but the data of fewer turns does, for example when each turn writes to many places.
 *     Measure before you set it
 */
public record KernelCall(
    Class<?> owner, String method, int items, List<String> buffers, int threadsPerUnit) {
  private static final int MOST_THREADS = 1 << 16;

  public KernelCall {
    buffers = List.copyOf(buffers);
    if (threadsPerUnit < 0 || threadsPerUnit > MOST_THREADS) {
      throw new IllegalArgumentException(
          "kernel: method="
              + method
              + ", threadsPerUnit="
              + threadsPerUnit
              + ", accepted: 0 to 2^16");
    }
    if (items < 1) {
      throw new IllegalArgumentException(
          "kernel: method=" + method + ", items=" + items + ", accepted: 1 to 2^31-1");
    }
    if (buffers.stream().distinct().count() != buffers.size()) {
      throw new IllegalArgumentException(
          "kernel: method=" + method + ", buffers=" + buffers + ", accepted: each buffer once");
    }
  }

  public static KernelCall of(Class<?> owner, String method, int items, String... buffers) {
    return of(owner, method, items, List.of(buffers));
  }

  public static KernelCall of(Class<?> owner, String method, int items, List<String> buffers) {
    return new KernelCall(owner, method, items, buffers, 0);
  }

  /** The same with one more buffer before the others. */
  KernelCall after(String buffer) {
    List<String> all = new ArrayList<>(List.of(buffer));
    all.addAll(buffers);
    return new KernelCall(owner, method, items, all, threadsPerUnit);
  }

  /** The same with this number of turns at a time on a compute unit. */
  public KernelCall withThreadsPerUnit(int threads) {
    return new KernelCall(owner, method, items, buffers, threads);
  }

  /** How many turns may run at the same time on a device: all turns, if no limit was set. */
  public long threads(DeviceShape device) {
    return threadsPerUnit == 0 ? Integer.MAX_VALUE : (long) threadsPerUnit * device.computeUnits();
  }

  /**
   * The method itself.
   *
   * @throws IllegalArgumentException if there is not exactly one such method with as many
   *     parameters as buffers, plus control and receipt
   */
  public Method resolve() {
    List<Method> found =
        Arrays.stream(owner.getDeclaredMethods())
            .filter(m -> m.getName().equals(method))
            .filter(m -> Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()))
            .filter(m -> m.getReturnType() == void.class)
            .filter(m -> m.getParameterCount() == buffers.size() + 2)
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "kernel: "
              + owner.getName()
              + "."
              + method
              + ", buffers="
              + buffers
              + ", found="
              + found.size()
              + " public static void methods with "
              + (buffers.size() + 2)
              + " parameters, accepted: exactly one");
    }
    return found.getFirst();
  }
}
