package dev.twinloop.ringct.clsag;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.workflow.Steps;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Ring signatures of several ring sizes, sorted into one batch each. */
final class RingSizes {
  private final List<ClsagStatement> statements;
  private final Verdict[] verdicts;

  /** The places of those of each size. */
  private final Map<Integer, List<Integer>> places = new TreeMap<>();

  /** What is malformed has its verdict at once. */
  RingSizes(List<ClsagStatement> statements) {
    this.statements = statements;
    verdicts = new Verdict[statements.size()];
    for (int i = 0; i < verdicts.length; i++) {
      ClsagStatement statement = statements.get(i);
      verdicts[i] = statement.problem();
      if (verdicts[i].valid()) {
        places.computeIfAbsent(statement.ring().size(), _ -> new ArrayList<>()).add(i);
      }
    }
  }

  /** Starts all batches side by side. */
  Supplier<List<Verdict>> begin(Steps steps) {
    List<TaskHandle<ClsagVerdicts>> batches = new ArrayList<>();
    places.forEach((ringSize, own) -> batches.add(steps.submit(batch(ringSize, own))));
    return () -> found(batches);
  }

  private List<Verdict> found(List<TaskHandle<ClsagVerdicts>> batches) {
    int next = 0;
    for (List<Integer> own : places.values()) {
      ClsagVerdicts found = batches.get(next++).await().value();
      for (int i = 0; i < own.size(); i++) {
        verdicts[own.get(i)] = found.get(i);
      }
    }
    return Arrays.asList(verdicts);
  }

  /** Those of one size, packed on all cores. */
  private ClsagBatch batch(int ringSize, List<Integer> own) {
    long bytes = new ClsagLayout(ringSize).bytes();
    MemorySegment data = Arena.ofAuto().allocate(bytes * own.size(), 64);
    IntStream.range(0, own.size())
        .parallel()
        .forEach(i -> statements.get(own.get(i)).pack(data, bytes * i));
    return new ClsagBatch(ringSize, data, own.size());
  }
}
