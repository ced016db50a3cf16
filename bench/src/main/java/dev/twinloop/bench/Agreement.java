package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.ecdsa.Verdicts;
import dev.twinloop.kernel.merkle.MerkleTree;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Whether a device agrees with the CPU: every known answer on the class path, and every result of
 * random tasks of all kinds.
 *
 * @param right how many answers agree
 * @param asked how many there were
 * @param problems those that do not, the first few
 */
public record Agreement(long right, long asked, List<String> problems) {
  private static final int MOST_PROBLEMS = 10;
  private static final int AT_A_TIME = 4;

  public Agreement {
    problems = List.copyOf(problems);
  }

  /**
   * Asks.
   *
   * @param session whose CPU is the reference
   * @param deviceId the device
   * @param items of each random task
   */
  public static Agreement of(BenchSession session, String deviceId, int items) {
    Agreement sum = new Agreement(0, 0, List.of());
    ExecutionEngine device = session.on(deviceId).engine(deviceId);
    List<Callable<Agreement>> known = new ArrayList<>();
    for (KnownAnswers provider : ServiceLoader.load(KnownAnswers.class)) {
      for (KnownAnswer<?> answer : provider.all()) {
        known.add(() -> known(session, answer, device));
      }
    }
    for (Agreement one : atATime(known)) {
      sum = sum.and(one);
    }
    SchedulerPlan plan =
        new SchedulerPlan(
            List.of(items), Set.of(), false, session.plan().config(), session.plan().progress());
    try (Arena arena = Arena.ofShared()) {
      for (Kind kind : SchedulerWorks.all(plan, arena)) {
        sum = sum.and(compared(session, deviceId, kind, items));
      }
    }
    return sum;
  }

  /** Several at a time: each wants a program of its own, and a device compiles several. */
  private static List<Agreement> atATime(List<Callable<Agreement>> all) {
    List<Agreement> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<Agreement> one : threads.invokeAll(all)) {
        found.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("agreement", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("agreement: interrupted", e);
    }
    return found;
  }

  private static Agreement known(
      BenchSession session, KnownAnswer<?> answer, ExecutionEngine device) {
    session.plan().progress().accept("agreement: known answer of " + answer.type());
    Optional<String> problem = problem(answer, device);
    return new Agreement(
        problem.isEmpty() ? 1 : 0,
        1,
        problem.map(text -> answer.type() + ": " + text).stream().toList());
  }

  private static Optional<String> problem(KnownAnswer<?> answer, ExecutionEngine device) {
    try {
      return answer.problemOn(device);
    } catch (DeviceException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Agreement compared(BenchSession session, String deviceId, Kind kind, int items) {
    session.plan().progress().accept("agreement: %s, %d items".formatted(kind.name(), items));
    Task<?> task = kind.task().apply(items);
    List<String> expected = answers(session.on("cpu").submit(task).await().value());
    List<String> actual = answers(session.on(deviceId).submit(task).await().value());
    List<String> problems = new ArrayList<>();
    long right = 0;
    for (int i = 0; i < expected.size(); i++) {
      String answer = i < actual.size() ? actual.get(i) : "none";
      if (answer.equals(expected.get(i))) {
        right++;
      } else {
        problems.add(
            "%s: item %d, expected=%s, actual=%s"
                .formatted(kind.name(), i, expected.get(i), answer));
      }
    }
    return new Agreement(right, expected.size(), problems);
  }

  /** A result as texts, one an answer. */
  static List<String> answers(Object result) {
    return switch (result) {
      case Digests digests -> each(digests.count(), digests::hex);
      case MerkleTree tree -> List.of(HexFormat.of().formatHex(tree.root()));
      case Verdicts verdicts -> each(verdicts.count(), i -> verdicts.get(i).toString());
      case Elements elements -> each(elements.count(), i -> elements.get(i).toString());
      case MsmSums sums -> sums.all().stream().map(Object::toString).toList();
      default -> throw new IllegalArgumentException("agreement: result=" + result.getClass());
    };
  }

  private static List<String> each(long count, LongFunction<String> answer) {
    return LongStream.range(0, count).mapToObj(answer).toList();
  }

  private Agreement and(Agreement other) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(other.problems);
    return new Agreement(
        right + other.right,
        asked + other.asked,
        all.subList(0, Math.min(all.size(), MOST_PROBLEMS)));
  }
}
