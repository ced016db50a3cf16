package dev.twinloop.ringct.clsag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ring signatures of several ring sizes, sorted into one batch each. */
final class RingSizes {
  private final Verdict[] verdicts;
  private final Map<Integer, Group> groups = new TreeMap<>();

  private record Group(ClsagItems items, List<Integer> places) {}

  /** What is malformed has its verdict at once. */
  RingSizes(List<ClsagStatement> statements) {
    verdicts = new Verdict[statements.size()];
    for (int i = 0; i < verdicts.length; i++) {
      ClsagStatement statement = statements.get(i);
      verdicts[i] = statement.problem();
      if (verdicts[i].valid()) {
        Group group =
            groups.computeIfAbsent(
                statement.ring().size(), n -> new Group(new ClsagItems(n, 1), new ArrayList<>()));
        group.items.add(statement);
        group.places.add(i);
      }
    }
  }

  /** Runs all batches side by side. */
  List<Verdict> judge(Function<ClsagBatch, Supplier<ClsagVerdicts>> start) {
    List<Group> started = List.copyOf(groups.values());
    List<Supplier<ClsagVerdicts>> results =
        started.stream().map(group -> start.apply(group.items.verify())).toList();
    for (int g = 0; g < started.size(); g++) {
      ClsagVerdicts found = results.get(g).get();
      List<Integer> places = started.get(g).places;
      for (int i = 0; i < places.size(); i++) {
        verdicts[places.get(i)] = found.get(i);
      }
    }
    return Arrays.asList(verdicts);
  }
}
