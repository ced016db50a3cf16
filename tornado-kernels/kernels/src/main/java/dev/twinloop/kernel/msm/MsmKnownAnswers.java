package dev.twinloop.kernel.msm;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sums over the points (i + 1)² G, i below 256, with the scalars s_i = SHA-256("msm:" curve "_g1:"
 * i) mod r, as published in {@code msm_known_sum.json}; beside it the scalars 1, whose sum is n (n +
 * 1) (2 n + 1) / 6 times G.
 */
public final class MsmKnownAnswers implements KnownAnswers {
  private static final int COUNT = 256;

  @Override
  public List<KnownAnswer<?>> all() {
    return Arrays.stream(G1.values()).<KnownAnswer<?>>map(MsmKnownAnswers::answer).toList();
  }

  private static KnownAnswer<MsmSums> answer(G1 curve) {
    Arena arena = Arena.ofAuto();
    Bases bases = SquareBases.of(curve, COUNT, arena);
    MemorySegment scalars = arena.allocate(2L * COUNT * G1.SCALAR_BYTES);
    scalars
        .asSlice(0, (long) COUNT * G1.SCALAR_BYTES)
        .copyFrom(ScalarPattern.UNIFORM.scalars(curve, COUNT, arena));
    return new KnownAnswer<>(new Msm(bases, scalars, 2), sums -> Optional.empty());
  }
}
