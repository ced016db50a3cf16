package dev.twinloop.kernel.ecdsa;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Program;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Published recoveries: the example by which Ethereum clients test {@code ecrecover}, and the
 * deterministic signature of "Satoshi Nakamoto" under private key 1, whose address is widely known.
 * Each once as it is, once with the other parity, once with r = 0; all in one task, since a device
 * compiles for each.
 */
public final class RecoverKnownAnswers implements KnownAnswers {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ROUNDS = 21;
  private static final List<Example> EXAMPLES =
      List.of(
          new Example(
              "18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c",
              "73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f"
                  + "eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549"
                  + "1c",
              "a94f5374fce5edbc8e2a8697c15331677e6ebf0b"),
          new Example(
              "a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e",
              "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                  + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5"
                  + "01",
              "7e5f4552091a69125d5dfcb7b8c2659029395bdf"));

  private record Example(String hash, String signature, String address) {}

  @Override
  public List<KnownAnswer<?>> all() {
    RecoverableSignatures items = new RecoverableSignatures(3L * ROUNDS * EXAMPLES.size());
    for (int i = 0; i < ROUNDS; i++) {
      EXAMPLES.forEach(example -> add(items, example));
    }
    return List.of(
        KnownAnswer.ofItems(
            items.recover(),
            i -> List.of(i % 3 == 2 ? Recovery.R_OUT_OF_RANGE : Recovery.RECOVERED, i % 3 == 0),
            (keys, i) -> List.of(keys.get(i), hasAddress(keys, i))));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof KeyRecovery ? KnownAnswers.super.of(program) : List.of();
  }

  private static void add(RecoverableSignatures items, Example example) {
    byte[] hash = HEX.parseHex(example.hash());
    byte[] right = HEX.parseHex(example.signature());
    byte[] other = right.clone();
    other[64] = (byte) (right[64] ^ (right[64] > 3 ? 7 : 1));
    byte[] zero = right.clone();
    Arrays.fill(zero, 0, 32, (byte) 0);
    items.add(hash, right);
    items.add(hash, other);
    items.add(hash, zero);
  }

  private static boolean hasAddress(RecoveredKeys keys, int item) {
    String address = EXAMPLES.get(item / 3 % EXAMPLES.size()).address();
    return keys.address(item).map(HEX::formatHex).filter(address::equals).isPresent();
  }
}
