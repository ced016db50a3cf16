package dev.twinloop.kernel.msm.points;

import dev.twinloop.kernel.field.KernelClass;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which generated class holds the kernels that add up points of a group. */
public final class PointKernels {
  private static final Map<String, Optional<Class<?>>> FOUND = new ConcurrentHashMap<>();

  private PointKernels() {}

  /**
   * The class.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Class<?> of(Group group) {
    return find(group)
        .orElseThrow(
            () -> new IllegalArgumentException("msm: group=" + group + ", accepted: " + groups()));
  }

  /** The groups that have one. */
  public static List<Group> groups() {
    return Groups.all().stream().filter(group -> find(group).isPresent()).toList();
  }

  private static Optional<Class<?>> find(Group group) {
    return FOUND.computeIfAbsent(
        group.name(), name -> KernelClass.find(PointKernels.class, name, "Points"));
  }
}
