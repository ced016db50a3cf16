package dev.twinloop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.toy.DoublingProgram;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramNameTest {
  private final ClassLoader loader = ProgramNameTest.class.getClassLoader();

  @Test
  void programsSurviveTheJourney() {
    DoublingProgram program = new DoublingProgram(true);
    assertEquals(program, ProgramName.of(program).create(loader));
  }

  @Test
  void strangersAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProgramName("no.such.Program", List.of()).create(loader));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProgramName("java.lang.Runtime", List.of()).create(loader));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProgramName(DoublingProgram.class.getName(), List.of()).create(loader));
  }
}
