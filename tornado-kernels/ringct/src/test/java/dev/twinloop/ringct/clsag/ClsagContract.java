package dev.twinloop.ringct.clsag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every engine must answer about ring signatures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClsagContract {
  private static final int MOST_OF_THEM = 4;
  private static final long SEED = 18;

  /** Runs a task on the engine, and nowhere else. */
  protected abstract <R> R run(Task<R> task);

  /** Rings of one size have most of the vectors, and every way of being wrong. */
  @Test
  void mostVectorsGetTheHostsVerdict() throws Exception {
    judge(Map.of(MOST_OF_THEM, bySize().get(MOST_OF_THEM)));
  }

  /** Each size is compiled on its own. */
  @Test
  @Tag("slow")
  void everyVectorGetsTheHostsVerdict() throws Exception {
    judge(bySize());
  }

  /** Programs of all sizes share the source of some kernels, which are built at the same time. */
  @Test
  @Tag("slow")
  void sizesThatAreCompiledSideBySide() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      bySize().forEach((n, cases) -> all.add(threads.submit(() -> judge(Map.of(n, cases)))));
    }
    for (Future<?> size : all) {
      size.get();
    }
  }

  /** Rings of 4, which are compiled anyway. */
  @Test
  void wrongInEveryWay() throws Exception {
    WrongRings wrong = new WrongRings(new Random(SEED));
    List<ClsagVectors.Case> cases = new ArrayList<>();
    for (ClsagVectors.Case good : Objects.requireNonNull(bySize().get(MOST_OF_THEM))) {
      for (int way = 0; good.valid() && way < WrongRings.WAYS; way++) {
        String comment = good.comment() + ", wrong in way " + way;
        ClsagStatement statement = wrong.of(good.statement(), way);
        cases.add(new ClsagVectors.Case(comment, false, statement));
      }
    }
    assertTrue(cases.size() >= WrongRings.WAYS);
    judge(Map.of(MOST_OF_THEM, cases));
  }

  private static Map<Integer, List<ClsagVectors.Case>> bySize() throws Exception {
    Map<Integer, List<ClsagVectors.Case>> bySize = new TreeMap<>();
    for (ClsagVectors.Case each : ClsagVectors.own()) {
      if (each.statement().problem().valid()) {
        bySize.computeIfAbsent(each.statement().ring().size(), n -> new ArrayList<>()).add(each);
      }
    }
    return bySize;
  }

  private void judge(Map<Integer, List<ClsagVectors.Case>> bySize) {
    List<String> wrong = new ArrayList<>();
    bySize.forEach(
        (n, cases) -> {
          ClsagItems items = new ClsagItems(n, 1);
          cases.forEach(each -> items.add(each.statement()));
          ClsagVerdicts verdicts = run(items.verify());
          long valid = 0;
          for (int i = 0; i < cases.size(); i++) {
            Verdict expected = ClsagVerifier.verify(cases.get(i).statement());
            valid += expected.valid() ? 1 : 0;
            if (!expected.equals(verdicts.get(i)) || expected.valid() != cases.get(i).valid()) {
              wrong.add(cases.get(i).comment() + ": " + expected + ", not " + verdicts.get(i));
            }
          }
          assertEquals(valid, verdicts.validCount());
        });
    assertEquals(List.of(), wrong);
  }
}
