package dev.twinloop.kernel.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.task.Task;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A device that was started for a transform compiled SHA-256 first, because no transform of that
 * size had a known answer: three seconds of a cold compiler.
 */
class NttKnownAnswersTest {
  private static List<KnownAnswer<?>> of(Field field, int logSize, Kind kind) {
    return new NttKnownAnswers().of(new NttProgram(field, logSize, kind));
  }

  private static void check(NttProgram program) {
    List<KnownAnswer<?>> answers = new NttKnownAnswers().of(program);
    assertEquals(1, answers.size());
    assertEquals(program, answers.getFirst().task().program().program());
    assertEquals(Optional.empty(), problem(answers.getFirst()));
  }

  private static <R> R result(Task<R> task) {
    return SequentialRun.run(task, 1 << 20);
  }

  private static <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(result(answer.task()));
  }

  @Test
  void theKernelsGiveThemInEachKindAndSize() {
    for (Field field : List.of(Fields.BN254_SCALAR, Fields.BLS12_381_SCALAR)) {
      for (Kind kind : Kind.values()) {
        for (int logSize : new int[] {1, 2, 9, 13}) {
          check(new NttProgram(field, logSize, kind));
          check(new NttProgram(field, logSize, kind, true));
        }
      }
    }
  }

  @Test
  void aWrongElementIsNamed() {
    KnownAnswer<?> answer = of(Fields.BN254_SCALAR, 9, Kind.INVERSE).getFirst();
    assertEquals(Optional.empty(), wrong(answer, 512));
    assertFalse(wrong(answer, 511).isEmpty());
  }

  @SuppressWarnings("unchecked") // an answer of transforms
  private static Optional<String> wrong(KnownAnswer<?> answer, int index) {
    KnownAnswer<Elements> ntt = (KnownAnswer<Elements>) answer;
    Elements elements = result(ntt.task());
    MemorySegment bytes = elements.segment();
    if (index < elements.count()) {
      long at = (long) index * Elements.BYTES + Elements.BYTES - 1;
      byte last = bytes.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at);
      bytes.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at, (byte) (last ^ 1));
    }
    return ntt.problem().apply(elements);
  }
}
