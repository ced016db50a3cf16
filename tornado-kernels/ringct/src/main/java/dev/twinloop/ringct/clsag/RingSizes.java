package dev.twinloop.ringct.clsag;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.workflow.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Ring signatures of several ring sizes, sorted into one batch each. */
final class RingSizes {
  private final Verdict[] verdicts;

  /** The places of those of each size. */
  private final Map<Integer, int[]> places = new TreeMap<>();

  /** What is malformed has its verdict at once. */
  private RingSizes(List<ClsagStatement> statements) {
    verdicts = statements.parallelStream().map(ClsagStatement::problem).toArray(Verdict[]::new);
    int[] sizes =
        IntStream.range(0, verdicts.length)
            .map(i -> verdicts[i].valid() ? statements.get(i).ring().size() : 0)
            .toArray();
    IntStream.of(sizes)
        .filter(n -> n > 0)
        .distinct()
        .forEach(
            n ->
                places.put(
                    n, IntStream.range(0, sizes.length).filter(i -> sizes[i] == n).toArray()));
  }

  /**
   * Sorts them, and starts all batches side by side.
   *
   * @return what waits for the findings
   */
  static Supplier<List<Verdict>> begin(List<ClsagStatement> statements, Steps steps) {
    RingSizes sizes = new RingSizes(statements);
    List<TaskHandle<ClsagVerdicts>> batches = new ArrayList<>();
    sizes.places.forEach((n, own) -> batches.add(steps.submit(batch(statements, n, own))));
    return () -> sizes.found(batches);
  }

  private List<Verdict> found(List<TaskHandle<ClsagVerdicts>> batches) {
    int next = 0;
    for (int[] own : places.values()) {
      ClsagVerdicts found = batches.get(next++).await().value();
      for (int i = 0; i < own.length; i++) {
        verdicts[own[i]] = found.get(i);
      }
    }
    return Arrays.asList(verdicts);
  }

  /** Those of one size; each slice of them is packed, on all cores, where it is computed. */
  private static ClsagBatch batch(List<ClsagStatement> statements, int ringSize, int[] own) {
    List<ClsagStatement> some = IntStream.of(own).mapToObj(statements::get).toList();
    return new ClsagBatch(ringSize, new ClsagData.Statements(some), own.length);
  }
}
