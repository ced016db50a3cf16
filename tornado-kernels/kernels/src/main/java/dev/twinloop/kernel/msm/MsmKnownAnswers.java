package dev.twinloop.kernel.msm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.data.JdkDigest;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Numbers;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.task.Program;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Three sums over the points (i + 1)² G, i below n = 256, on each curve: with the scalars
 * SHA-256("msm:" curve "_g1:" i) mod r, a published test vector; with the scalars 1, which is n (n
 * + 1) (2 n + 1) / 6 times G; and with a few scalars that make a bucket meet its own sum and the
 * negative of it, because 3² + 4² = 5² and 6² + 8² = 10². On G2 the first has no published answer.
 */
public final class MsmKnownAnswers implements KnownAnswers {
  private static final List<Group> GROUPS =
      List.of(Groups.BN254, Groups.BLS12_381, Groups.BN254_G2, Groups.BLS12_381_G2, Groups.ED25519);

  private static final int COUNT = 256;
  private static final int BYTES = COUNT * Msm.SCALAR_BYTES;

  /** Of the third sum: roots of squares and their scalars; 62 has the digit -2 of six bits. */
  private static final int[][] MEETING = {
    {3, 1}, {4, 1}, {5, 1}, {6, 2}, {8, 2}, {10, 62}, {11, 2}
  };

  @Override
  public List<KnownAnswer<?>> all() {
    return GROUPS.stream().<KnownAnswer<?>>map(MsmKnownAnswers::made).toList();
  }

  /** Those of the program's group alone: each takes its multiples of a generator to make. */
  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return GROUPS.stream()
        .filter(group -> program instanceof MsmProgram msm && msm.group().equals(group))
        .<KnownAnswer<?>>map(MsmKnownAnswers::made)
        .filter(answer -> answer.task().program().program().equals(program))
        .toList();
  }

  private static KnownAnswer<MsmSums> made(Group group) {
    if (group.equals(Groups.BN254)) {
      return answer(
          group,
          "2dc438c0d330614d590c9eaf38b2619fd3c4838e3434e2e048e1ef0bb2dc3c06",
          "5e929b85d7a37df48b47181021a77bdd940fec0214fdb2e85ab7f59f9f06c83");
    }
    if (group.equals(Groups.BLS12_381)) {
      return answer(
          group,
          "7def4074e8077e78f0c924b40b926818d5ee3eff1a769a0029cdf2091d09221ff5ea62c9d35be751ee70a3c298956c6",
          "109346858baab93cd9272e8a3e0fae06f56e3abf29e0ef006e1e056ab2eb81b40f0fb1070d9134b5ce2c8812b49c6761");
    }
    return answer(group);
  }

  private static KnownAnswer<MsmSums> answer(Group group, String x, String y) {
    return answer(group, group.point(new BigInteger(x, 16), new BigInteger(y, 16)));
  }

  /** The first sum as the definition has it: Σ s_i (i + 1)² times the generator. */
  private static KnownAnswer<MsmSums> answer(Group group) {
    BigInteger total = BigInteger.ZERO;
    for (int i = 0; i < COUNT; i++) {
      long root = i + 1L;
      total = total.add(hashed(group, i).multiply(BigInteger.valueOf(root * root)));
    }
    return answer(group, group.generator().multiple(total.mod(group.order())));
  }

  private static KnownAnswer<MsmSums> answer(Group group, Point first) {
    MemorySegment scalars = MemorySegment.ofArray(new byte[3 * BYTES]);
    for (int i = 0; i < COUNT; i++) {
      long at = (long) i * Msm.SCALAR_BYTES;
      Numbers.write(hashed(group, i), scalars, at, Msm.SCALAR_BYTES);
      Numbers.write(BigInteger.ONE, scalars, BYTES + at, Msm.SCALAR_BYTES);
    }
    BigInteger meeting = BigInteger.ZERO;
    for (int[] one : MEETING) {
      BigInteger scalar = BigInteger.valueOf(one[1]);
      long at = 2L * BYTES + (one[0] - 1L) * Msm.SCALAR_BYTES;
      Numbers.write(scalar, scalars, at, Msm.SCALAR_BYTES);
      meeting = meeting.add(scalar.multiply(BigInteger.valueOf((long) one[0] * one[0])));
    }
    Bases bases = SquareBases.of(group, COUNT, Arena.ofAuto());
    BigInteger squares = BigInteger.valueOf((long) COUNT * (COUNT + 1) * (2 * COUNT + 1) / 6);
    List<Point> expected =
        List.of(first, group.generator().multiple(squares), group.generator().multiple(meeting));
    return new KnownAnswer<>(
        new Msm(bases, scalars, 3),
        sums ->
            sums.all().equals(expected)
                ? Optional.empty()
                : Optional.of(
                    "msm: %s: expected=%s, actual=%s".formatted(group, expected, sums.all())));
  }

  private static BigInteger hashed(Group group, int index) {
    String text = "msm:" + group.name().replace('-', '_') + "_g1:" + index;
    byte[] digest = JdkDigest.of("SHA-256").digest(text.getBytes(US_ASCII));
    return new BigInteger(1, digest).mod(group.order());
  }
}
