package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.group.Group;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That both oracles say what the published sums say, and the same of scalars of every kind. */
class KnownSumsTest {
  private static final int COUNT = 10;

  @Test
  void oraclesAgreeWithTheVectors() throws Exception {
    for (KnownSums known : KnownSums.all()) {
      MemorySegment scalars = known.scalars();
      assertEquals(known.sum(), SquareBases.sum(known.group(), scalars), known.toString());
      if (known.count() <= 16) {
        Bases bases = SquareBases.of(known.group(), known.count(), Arena.ofAuto());
        MsmOracle oracle = new MsmOracle(known.group());
        assertEquals(known.sum(), oracle.sum(bases, scalars), known.toString());
      }
    }
  }

  @Test
  void kernelsAgreeWithTheVectors() throws Exception {
    for (KnownSums known : KnownSums.all()) {
      if (known.count() == 3 || known.count() == 64) {
        Bases bases = SquareBases.of(known.group(), known.count(), Arena.ofAuto());
        MsmSums sums = SequentialRun.run(Msm.of(bases, known.scalars()), known.count());
        assertEquals(known.sum(), sums.get(0), known.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void oraclesAgreeOnScalarsOfEveryKind(Group group) {
    Bases bases = SquareBases.of(group, COUNT, Arena.ofAuto());
    MsmOracle oracle = new MsmOracle(group);
    for (ScalarPattern pattern : ScalarPattern.values()) {
      MemorySegment scalars = pattern.scalars(group, COUNT, Arena.ofAuto());
      assertEquals(oracle.sum(bases, scalars), SquareBases.sum(group, scalars), pattern.toString());
    }
  }
}
