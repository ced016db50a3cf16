package dev.twinloop.cli;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.TaskType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The known-answer tests on one device, task type by task type. */
record KnownAnswerRun(Map<TaskType, Optional<String>> problems) {
  /**
   * Runs all tests that are on the class path.
   *
   * @param engine asked anew for each test: one that ended a worker must not fail the next
   */
  static KnownAnswerRun on(Supplier<? extends ExecutionEngine> engine) {
    Map<TaskType, Optional<String>> problems = new TreeMap<>(Comparator.comparing(TaskType::name));
    for (KnownAnswer<?> answer : all()) {
      problems.merge(
          answer.type(),
          problem(answer, engine),
          (first, second) -> first.isPresent() ? first : second);
    }
    return new KnownAnswerRun(problems);
  }

  private static List<KnownAnswer<?>> all() {
    List<KnownAnswer<?>> all = new ArrayList<>();
    ServiceLoader.load(KnownAnswers.class).forEach(answers -> all.addAll(answers.all()));
    return all;
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

  /** Such as {@code "merkle ok, sha256 ok"}. */
  String summary() {
    return problems.entrySet().stream()
        .map(e -> e.getKey() + (e.getValue().isEmpty() ? " ok" : " FAILED"))
        .collect(Collectors.joining(", "));
  }

  /** What went wrong, a line each. */
  List<String> failures() {
    return problems.entrySet().stream()
        .filter(e -> e.getValue().isPresent())
        .map(e -> e.getKey() + ": " + e.getValue().get())
        .toList();
  }
}
