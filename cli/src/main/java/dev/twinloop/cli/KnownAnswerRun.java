package dev.twinloop.cli;

import dev.twinloop.bench.report.Cell;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The known-answer tests on one device. Several threads may share them, and others may look at any
 * time at how far they have got.
 */
final class KnownAnswerRun {
  private final SequencedMap<String, List<KnownAnswer<?>>> tests = all();
  private final Queue<KnownAnswer<?>> waiting =
      new ConcurrentLinkedQueue<>(tests.values().stream().flatMap(List::stream).toList());
  private final Map<KnownAnswer<?>, Optional<String>> problems =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<KnownAnswer<?>, String> late =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private static SequencedMap<String, List<KnownAnswer<?>>> all() {
    return ServiceLoader.load(KnownAnswers.class).stream()
        .flatMap(provider -> provider.get().all().stream())
        .collect(
            Collectors.groupingBy(
                answer -> answer.type().name(), LinkedHashMap::new, Collectors.toList()));
  }

  /** How many tests are on the class path. */
  int count() {
    return (int) tests.values().stream().mapToLong(List::size).sum();
  }

  /**
   * Runs tests until none is waiting; other threads may do so at the same time.
   *
   * @param engine asked anew for each test: one that ended a worker must not fail the next
   * @param progress is told of each test that is done
   */
  void run(Supplier<? extends ExecutionEngine> engine, Consumer<String> progress) {
    for (KnownAnswer<?> test = waiting.poll(); test != null; test = waiting.poll()) {
      long start = System.nanoTime();
      String word = run(test, engine);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s %s, %.1f s, %d of %d",
              test.type().name(),
              word,
              (System.nanoTime() - start) / 1e9,
              problems.size() + late.size(),
              count()));
    }
  }

  /**
   * A device that is not there, or not in time, has not answered wrongly: its test is unfinished.
   */
  private String run(KnownAnswer<?> test, Supplier<? extends ExecutionEngine> engine) {
    try {
      Optional<String> problem = problem(test, engine);
      problems.put(test, problem);
      return problem.isEmpty() ? "ok" : "FAILED";
    } catch (DeviceException.Timeout | DeviceException.Unavailable e) {
      late.put(test, String.valueOf(e.getMessage()));
      return "not finished";
    }
  }

  private static Optional<String> problem(
      KnownAnswer<?> answer, Supplier<? extends ExecutionEngine> supplier) {
    try {
      ExecutionEngine engine = supplier.get();
      if (!engine.supports(answer.type())) {
        return Optional.of("not supported");
      }
      return answer.problemOn(engine).map(text -> "wrong answer: " + text);
    } catch (DeviceException.Timeout | DeviceException.Unavailable e) {
      throw e;
    } catch (DeviceException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Why tests are unfinished that nobody waits for any more, a line each. */
  List<String> lateness() {
    return late.values().stream().distinct().toList();
  }

  /** Such as {@code "merkle ok, sha256 not finished"}. */
  Cell summary() {
    SequencedMap<String, String> words = new LinkedHashMap<>();
    tests.keySet().forEach(type -> words.put(type, word(type)));
    return Cell.members(words);
  }

  private String word(String type) {
    List<KnownAnswer<?>> all = tests.getOrDefault(type, List.of());
    if (all.stream().anyMatch(test -> failure(test).isPresent())) {
      return "FAILED";
    }
    long done = all.stream().filter(problems::containsKey).count();
    return done == all.size()
        ? "ok"
        : done == 0 ? "not finished" : "not finished (%d of %d ok)".formatted(done, all.size());
  }

  private Optional<String> failure(KnownAnswer<?> test) {
    return problems.getOrDefault(test, Optional.empty());
  }

  /** What went wrong so far, a line each. */
  List<String> failures() {
    return tests.entrySet().stream()
        .flatMap(
            type ->
                type.getValue().stream()
                    .flatMap(test -> failure(test).stream())
                    .map(text -> type.getKey() + ": " + text))
        .distinct()
        .toList();
  }

  /** The task types of which a test has not been answered yet. */
  List<String> unfinished() {
    return tests.entrySet().stream()
        .filter(type -> !problems.keySet().containsAll(type.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
