package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.task.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The sums of an {@link Msm}, one point a vector. Thread-safe.
 *
 * <p>While the task runs, each slice puts what its points add to a vector; a slice that runs again
 * replaces what it put before. Points are added up when they are asked for.
 */
public final class MsmSums {
  private final Group group;
  private final List<Map<Slice, Supplier<Point>>> parts = new ArrayList<>();

  private MsmSums(Group group, int vectors) {
    this.group = group;
    for (int i = 0; i < vectors; i++) {
      parts.add(new ConcurrentHashMap<>());
    }
  }

  /** No points yet: every sum is infinity. */
  static MsmSums allocate(Group group, int vectors) {
    return new MsmSums(group, vectors);
  }

  /** Puts what a slice adds to a vector's sum, in place of what it put before. */
  void put(int vector, Slice slice, Point part) {
    put(vector, slice, () -> part);
  }

  /** The same of a part that is being computed. */
  void put(int vector, Slice slice, Supplier<Point> part) {
    parts.get(vector).put(slice, part);
  }

  /** What a slice put last; infinity if it has put nothing. */
  Point part(int vector, Slice slice) {
    return parts.get(vector).getOrDefault(slice, group::infinity).get();
  }

  /** Waits for parts that threads compute. */
  void settle() {
    List<Point> unused = all();
  }

  /** The curve of all sums. */
  public Group group() {
    return group;
  }

  /** How many sums there are. */
  public int vectors() {
    return parts.size();
  }

  /**
   * The sum of one vector.
   *
   * @throws IndexOutOfBoundsException if there is no such vector
   */
  public Point get(int vector) {
    return sum(parts.get(Objects.checkIndex(vector, parts.size())));
  }

  /** All sums, in the order of the vectors. */
  public List<Point> all() {
    return parts.stream().map(this::sum).toList();
  }

  private Point sum(Map<Slice, Supplier<Point>> of) {
    return of.values().stream().map(Supplier::get).reduce(group.infinity(), Point::plus);
  }
}
