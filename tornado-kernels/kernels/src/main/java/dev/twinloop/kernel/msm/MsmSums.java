package dev.twinloop.kernel.msm;

import dev.twinloop.task.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sums of an {@link Msm}, one point a vector. Thread-safe.
 *
 * <p>While the task runs, each slice puts what its points add to a vector; a slice that runs again
 * replaces what it put before. Points are added up when they are asked for.
 */
public final class MsmSums {
  private final G1 curve;
  private final List<Map<Slice, G1Point>> parts = new ArrayList<>();

  private MsmSums(G1 curve, int vectors) {
    this.curve = curve;
    for (int i = 0; i < vectors; i++) {
      parts.add(new ConcurrentHashMap<>());
    }
  }

  /** No points yet: every sum is infinity. */
  static MsmSums allocate(G1 curve, int vectors) {
    return new MsmSums(curve, vectors);
  }

  /** Puts what a slice adds to a vector's sum, in place of what it put before. */
  void put(int vector, Slice slice, G1Point part) {
    parts.get(vector).put(slice, part);
  }

  /** What a slice put last; infinity if it has put nothing. */
  G1Point part(int vector, Slice slice) {
    return parts.get(vector).getOrDefault(slice, curve.infinity());
  }

  /** The curve of all sums. */
  public G1 curve() {
    return curve;
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
  public G1Point get(int vector) {
    return parts.get(Objects.checkIndex(vector, parts.size())).values().stream()
        .reduce(curve.infinity(), G1Point::plus);
  }

  /** All sums, in the order of the vectors. */
  public List<G1Point> all() {
    return parts.stream()
        .map(part -> part.values().stream().reduce(curve.infinity(), G1Point::plus))
        .toList();
  }
}
