package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That both oracles say what the published sums say, and the same of scalars of every kind. */
class KnownSumsTest {
  private static final int COUNT = 10;

  @Test
  void oraclesAgreeWithTheVectors() throws Exception {
    for (KnownSums known : KnownSums.all()) {
      MemorySegment scalars = known.scalars();
      assertEquals(known.sum(), SquareBases.sum(known.curve(), scalars), known.toString());
      if (known.count() <= 16) {
        Bases bases = SquareBases.of(known.curve(), known.count(), Arena.ofAuto());
        MsmOracle oracle = new MsmOracle(known.curve());
        assertEquals(known.sum(), oracle.sum(bases, scalars), known.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oraclesAgreeOnScalarsOfEveryKind(G1 curve) {
    Bases bases = SquareBases.of(curve, COUNT, Arena.ofAuto());
    MsmOracle oracle = new MsmOracle(curve);
    for (ScalarPattern pattern : ScalarPattern.values()) {
      MemorySegment scalars = pattern.scalars(curve, COUNT, Arena.ofAuto());
      assertEquals(oracle.sum(bases, scalars), SquareBases.sum(curve, scalars), pattern.toString());
    }
  }
}
