package dev.twinloop.kernel.multiples;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Program;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;

/**
 * Published points: RFC 8032's base point B, whose 8 B and B / 8 follow; Monero's H, which is 8
 * times another; a point of order 8; and what is no point.
 */
public final class MultiplesKnownAnswers implements KnownAnswers {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ROUNDS = 40;
  private static final String B =
      "5866666666666666666666666666666666666666666666666666666666666666";
  private static final String EIGHT_B =
      "b4b937fca95b2f1e93e41e62fc3c78818ff38a66096fad6e7973e5c90006d321";

  /** Keccak-256 of B, read as an encoding; 8 times it is H. */
  private static final String BEFORE_H =
      "1e609dc09abbd7bca35029ffbf164d05496b441a97d9f13020d869762acd0ee1";

  private static final String H =
      "8b655970153799af2aeadc9ff1add0ea6c7251d54154cfa92c173a0dd39c1f94";
  private static final String ORDER_8 =
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
  private static final String NEUTRAL = "01" + "00".repeat(31);

  /** y = 2 belongs to no x; so do 0 and the sign. */
  private static final String NONE = "02" + "00".repeat(31);

  private static final String ZEROS = "00".repeat(32);

  @Override
  public List<KnownAnswer<?>> all() {
    return List.of(
        answer(
            Factor.EIGHT, List.of(B, BEFORE_H, ORDER_8, NONE), List.of(EIGHT_B, H, NEUTRAL, ZEROS)),
        answer(Factor.EIGHTH, List.of(EIGHT_B, NEUTRAL, NONE), List.of(B, NEUTRAL, ZEROS)));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof MultiplesProgram ? KnownAnswers.super.of(program) : List.of();
  }

  private static KnownAnswer<Multiples> answer(
      Factor factor, List<String> points, List<String> expected) {
    byte[] all = HEX.parseHex(String.join("", points).repeat(ROUNDS));
    EdwardsMultiples task = EdwardsMultiples.of(factor, MemorySegment.ofArray(all));
    return KnownAnswer.ofItems(
        task,
        i -> expected.get(i % expected.size()),
        (multiples, i) -> HEX.formatHex(multiples.encoding(i)));
  }
}
