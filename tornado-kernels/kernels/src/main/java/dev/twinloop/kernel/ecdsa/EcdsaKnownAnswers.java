package dev.twinloop.kernel.ecdsa;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.task.Program;
import java.util.HexFormat;
import java.util.List;

/**
 * Published signatures: RFC 6979 A.2.5 on P-256; on secp256k1 the deterministic signature of
 * "Satoshi Nakamoto" under private key 1. Each once as it is, once with a compressed key, once with
 * another message. Messages are hashed where they are verified and, once more, here: there is a
 * program for each.
 */
public final class EcdsaKnownAnswers implements KnownAnswers {
  private static final int ROUNDS = 43;

  /** Key and signature are x, y and r, s in hexadecimal digits. */
  private record Published(Group curve, String message, String key, String signature) {}

  private static final List<Published> PUBLISHED =
      List.of(
          new Published(
              Groups.P256,
              "sample",
              "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                  + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
              "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                  + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"),
          new Published(
              Groups.SECP256K1,
              "Satoshi Nakamoto",
              "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                  + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
              "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                  + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5"));

  @Override
  public List<KnownAnswer<?>> all() {
    return PUBLISHED.stream()
        .<KnownAnswer<?>>mapMulti(
            (published, answers) -> {
              answers.accept(answer(published, true));
              answers.accept(answer(published, false));
            })
        .toList();
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof EcdsaVerify ? KnownAnswers.super.of(program) : List.of();
  }

  private static KnownAnswer<Verdicts> answer(Published published, boolean hashedHere) {
    String key = published.key();
    byte[] whole = HexFormat.of().parseHex("04" + key);
    byte[] compressed =
        HexFormat.of()
            .parseHex(
                (whole[64] & 1) == 0 ? "02" + key.substring(0, 64) : "03" + key.substring(0, 64));
    byte[] rs = HexFormat.of().parseHex(published.signature());
    SignedItems items = new SignedItems(3L * ROUNDS);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] message = published.message().getBytes(US_ASCII);
      byte[] other = (published.message() + i).getBytes(US_ASCII);
      add(items, hashedHere, message, new byte[][] {whole, rs});
      add(items, hashedHere, message, new byte[][] {compressed, rs});
      add(items, hashedHere, other, new byte[][] {whole, rs});
    }
    return KnownAnswer.ofItems(
        items.verify(published.curve(), false),
        i -> i % 3 == 2 ? Verdict.WRONG : Verdict.VALID,
        Verdicts::get);
  }

  private static void add(
      SignedItems items, boolean hashedHere, byte[] message, byte[][] keyAndSignature) {
    byte[] key = keyAndSignature[0];
    byte[] signature = keyAndSignature[1];
    if (hashedHere) {
      items.add(SignedItems.sha256(message), key, signature, SignatureFormat.P1363);
    } else {
      items.addMessage(message, key, signature, SignatureFormat.P1363);
    }
  }
}
