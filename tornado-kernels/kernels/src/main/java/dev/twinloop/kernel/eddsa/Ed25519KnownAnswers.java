package dev.twinloop.kernel.eddsa;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Program;
import java.util.HexFormat;
import java.util.List;

/**
 * Published signatures under each rule: RFC 8032 7.1, tests 1 to 3, once as they are and once of
 * another message; and a key and an R of order 8 with S = 0, of which ZIP 215 alone thinks well.
 */
public final class Ed25519KnownAnswers implements KnownAnswers {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ROUNDS = 19;

  /** Key, message and signature. */
  private static final List<List<String>> GOOD =
      List.of(
          List.of(
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
              "",
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
          List.of(
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
              "72",
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
          List.of(
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
              "af82",
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"));

  /** A point of order 8. */
  private static final String SMALL =
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa";

  @Override
  public List<KnownAnswer<?>> all() {
    return List.of(
        answer(Rule.RFC8032, Verdict.WRONG),
        answer(Rule.STRICT, Verdict.KEY_OF_SMALL_ORDER),
        answer(Rule.ZIP215, Verdict.VALID));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof Ed25519Verify ? KnownAnswers.super.of(program) : List.of();
  }

  private static KnownAnswer<Verdicts> answer(Rule rule, Verdict ofSmallOrder) {
    SignedMessages items = new SignedMessages(7L * ROUNDS);
    for (int round = 0; round < ROUNDS; round++) {
      for (List<String> good : GOOD) {
        byte[] key = HEX.parseHex(good.get(0));
        byte[] signature = HEX.parseHex(good.get(2));
        items.add(key, HEX.parseHex(good.get(1)), signature);
        items.add(key, HEX.parseHex(good.get(1) + "%02x".formatted(round)), signature);
      }
      items.add(HEX.parseHex(SMALL), new byte[] {1}, HEX.parseHex(SMALL + "00".repeat(32)));
    }
    return KnownAnswer.ofItems(
        items.verify(rule),
        i -> i % 7 == 6 ? ofSmallOrder : i % 7 % 2 == 0 ? Verdict.VALID : Verdict.WRONG,
        Verdicts::get);
  }
}
