package dev.twinloop.kernel.keccak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.data.KnownDigests;
import dev.twinloop.task.Program;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Published digests: the Keccak team's ShortMsgKAT_256 (KeccakKAT-3, lengths 0, 8, 920 and 1952
 * bits); and what Ethereum's contracts know, the digest of two words that are zero.
 */
public final class Keccak256KnownAnswers implements KnownAnswers {
  private static final String EMPTY =
      "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";
  private static final String CC =
      "eead6dbfc7340a56caedc044696a168870549a6a7f6f56961e84a54bd9970b8a";
  private static final String BYTES_115 =
      "0347901965d3635005e75a1095695cca050bc9ed2d440c0372a31b348514a889";
  private static final String BYTES_244 =
      "dd1d2a92b3f3f3902f064365838e1f5f3468730c343e2974e7a9ecfcd84aa6db";
  private static final String ABC =
      "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45";
  private static final String ZEROS_64 =
      "ad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5";

  @Override
  public List<KnownAnswer<?>> all() {
    byte[] abc = "abc".getBytes(US_ASCII);
    return List.of(
        KnownDigests.of(
            Keccak256Batch.of(new byte[0], bytes("cc"), bytes115(), bytes244()),
            List.of(EMPTY, CC, BYTES_115, BYTES_244)),
        KnownDigests.of(Keccak256Batch.of(abc, abc), List.of(ABC, ABC)),
        KnownDigests.of(
            Keccak256Batch.of(Collections.nCopies(300, new byte[64])),
            Collections.nCopies(300, ZEROS_64)));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof Keccak256Program ? KnownAnswers.super.of(program) : List.of();
  }

  private static byte[] bytes115() {
    return bytes(
        "b55c10eae0ec684c16d13463f29291bf26c82e2fa0422a99c71db4af14dd9c7f33eda52fd73d017cc0f2dbe7"
            + "34d831f0d820d06d5f89dacc485739144f8cfd4799223b1aff9031a105cb6a029ba71e6e5867d85a55"
            + "4991c38df3c9ef8c1e1e9a7630be61caabca69280c399c1fb7a12d12aefc");
  }

  private static byte[] bytes244() {
    return bytes(
        "2edc282ffb90b97118dd03aaa03b145f363905e3cbd2d50ecd692b37bf000185c651d3e9726c690d3773ec1e"
            + "48510e42b17742b0b0377e7de6b8f55e00a8a4db4740cee6db0830529dd19617501dc1e9359aa3bcf1"
            + "47e0a76b3ab70c4984c13e339e6806bb35e683af8527093670859f3d8a0fc7d493bcba6bb12b5f65e7"
            + "1e705ca5d6c948d66ed3d730b26db395b3447737c26fad089aa0ad0e306cb28bf0acf106f89af3745f"
            + "0ec72d534968cca543cd2ca50c94b1456743254e358c1317c07a07bf2b0eca438a709367fafc89a572"
            + "39028fc5fecfd53b8ef958ef10ee0608b7f5cb9923ad97058ec067700cc746c127a61ee3");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
