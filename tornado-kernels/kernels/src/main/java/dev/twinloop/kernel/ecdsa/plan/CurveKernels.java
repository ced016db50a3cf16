package dev.twinloop.kernel.ecdsa.plan;

import dev.twinloop.kernel.ecdsa.kernels.ScalarKernels;
import dev.twinloop.kernel.field.KernelClass;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which generated class holds the point kernel of a curve. */
public final class CurveKernels {
  private static final Map<String, Optional<Class<?>>> FOUND = new ConcurrentHashMap<>();

  private CurveKernels() {}

  /**
   * The class.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Class<?> of(Group curve) {
    return find(curve)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "signatures: curve=" + curve + ", accepted: " + curves()));
  }

  /** The curves that have one. */
  public static List<Group> curves() {
    return Groups.all().stream().filter(curve -> find(curve).isPresent()).toList();
  }

  private static Optional<Class<?>> find(Group curve) {
    return FOUND.computeIfAbsent(
        curve.name(), name -> KernelClass.find(ScalarKernels.class, name, "Points"));
  }
}
