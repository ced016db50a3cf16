package dev.twinloop.device;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.Slice;
import java.util.List;
import java.util.Optional;

/**
 * The known-answer tests that a device must pass before it is trusted with a program. A program
 * that a known answer has too is tried in the very slot that tasks will use, so that it is not
 * compiled twice.
 */
final class Trial {
  private final Answers answers;

  Trial(Answers answers) {
    this.answers = answers;
  }

  /** Makes the tests of a program, which takes a moment; done before a lock is held. */
  void prepare(SlotKey key) {
    List<KnownAnswer<?>> unused = answers.of(key.program());
  }

  /** The tests that a slot of this program can run. Makes them, if they were not made. */
  List<KnownAnswer<?>> fitting(SlotKey key) {
    return fitting(answers.of(key.program()), key);
  }

  /** Whether there are tests that a slot of this program can run, and they were made. */
  boolean ready(SlotKey key) {
    List<KnownAnswer<?>> made = answers.made(key.program());
    return made != null && !fitting(made, key).isEmpty();
  }

  private static List<KnownAnswer<?>> fitting(List<KnownAnswer<?>> of, SlotKey key) {
    return of.stream().filter(answer -> fits(answer, key)).toList();
  }

  /**
   * Whether the first test of one kernel is passed, or of as few kernels as there are; with a slot
   * of its own.
   */
  Optional<String> smallest(ExecutionEngine engine) {
    return answers
        .all()
        .filter(answer -> engine.supports(answer.type()) && kernels(answer) == 1)
        .findFirst()
        .or(() -> fewest(engine))
        .flatMap(answer -> answer.problemOn(engine).map(problem -> answer.type() + ": " + problem));
  }

  private Optional<KnownAnswer<?>> fewest(ExecutionEngine engine) {
    return answers
        .all()
        .filter(answer -> engine.supports(answer.type()))
        .min(
            comparingInt(Trial::kernels)
                .thenComparing(comparingLong(answer -> answer.task().items())));
  }

  /** How many kernels a test compiles. */
  private static int kernels(KnownAnswer<?> answer) {
    BoundProgram<?> program = answer.task().program();
    int items = (int) Math.min(answer.task().items(), program.program().slicing().maxItems());
    return program.program().kernels(program.capacity(program.slice(0, items))).size();
  }

  /**
   * What is wrong with the answers that a slot gives, or empty.
   *
   * @throws DeviceException if the slot could not run at all
   */
  Optional<String> problem(SlotKey key, Slot slot) {
    for (KnownAnswer<?> answer : fitting(key)) {
      Optional<String> problem = problem(answer, key, slot);
      if (problem.isPresent()) {
        return problem.map(text -> answer.type() + ": " + text);
      }
    }
    return Optional.empty();
  }

  private static boolean fits(KnownAnswer<?> answer, SlotKey key) {
    BoundProgram<?> program = answer.task().program();
    if (!program.program().equals(key.program())) {
      return false;
    }
    int needed = program.capacity(program.slice(0, step(answer, key)));
    return key.program().slicing().whole() ? needed == key.capacity() : needed <= key.capacity();
  }

  private static int step(KnownAnswer<?> answer, SlotKey key) {
    int wanted = Math.max(key.capacity(), key.program().slicing().unit());
    return Capacity.sliceItems(key.program().slicing(), answer.task().items(), wanted);
  }

  private static <R> Optional<String> problem(KnownAnswer<R> answer, SlotKey key, Slot slot) {
    BoundProgram<R> program = answer.task().program();
    R result = program.newResult();
    try {
      for (long from = 0; from < answer.task().items(); ) {
        Slice slice = program.slice(from, step(answer, key));
        SliceRunner.run(slot, program, slice, result, 0);
        from = slice.to();
      }
    } finally {
      slot.buffers().zero();
    }
    program.finish(result);
    return answer.problem().apply(result);
  }
}
