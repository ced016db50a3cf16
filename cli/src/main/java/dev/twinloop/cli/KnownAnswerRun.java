package dev.twinloop.cli;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The known-answer tests on one device, task type by task type. One thread runs them; others may
 * look at any time at how far it has got.
 */
final class KnownAnswerRun {
  private final SequencedMap<String, List<KnownAnswer<?>>> tests = all();
  private final Map<String, Optional<String>> problems = new ConcurrentHashMap<>();

  private static SequencedMap<String, List<KnownAnswer<?>>> all() {
    return ServiceLoader.load(KnownAnswers.class).stream()
        .flatMap(provider -> provider.get().all().stream())
        .collect(
            Collectors.groupingBy(
                answer -> answer.type().name(), LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * Runs all tests that are on the class path.
   *
   * @param engine asked anew for each test: one that ended a worker must not fail the next
   * @param progress is told of each task type that is done
   */
  void run(Supplier<? extends ExecutionEngine> engine, Consumer<String> progress) {
    tests.forEach(
        (type, answers) -> {
          long start = System.nanoTime();
          Optional<String> problem =
              answers.stream().flatMap(a -> problem(a, engine).stream()).findFirst();
          problems.put(type, problem);
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "%s %s, %.1f s, %d of %d",
                  type,
                  word(type),
                  (System.nanoTime() - start) / 1e9,
                  problems.size(),
                  tests.size()));
        });
  }

  private static Optional<String> problem(
      KnownAnswer<?> answer, Supplier<? extends ExecutionEngine> supplier) {
    try {
      ExecutionEngine engine = supplier.get();
      if (!engine.supports(answer.type())) {
        return Optional.of("not supported");
      }
      return answer.problemOn(engine).map(text -> "wrong answer: " + text);
    } catch (DeviceException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Such as {@code "merkle ok, sha256 not finished"}. */
  String summary() {
    return tests.keySet().stream()
        .map(type -> type + " " + word(type))
        .collect(Collectors.joining(", "));
  }

  private String word(String type) {
    Optional<String> problem = problems.get(type);
    return problem == null ? "not finished" : problem.isEmpty() ? "ok" : "FAILED";
  }

  /** What went wrong so far, a line each. */
  List<String> failures() {
    return tests.keySet().stream()
        .flatMap(
            type ->
                problems.getOrDefault(type, Optional.empty()).stream()
                    .map(text -> type + ": " + text))
        .toList();
  }

  /** The task types that have not been answered yet. */
  List<String> unfinished() {
    return tests.keySet().stream().filter(type -> !problems.containsKey(type)).toList();
  }
}
