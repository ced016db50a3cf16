package dev.twinloop.kernel.sha512;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.data.KnownDigests;
import dev.twinloop.task.Program;
import java.util.Collections;
import java.util.List;

/**
 * Published digests: the examples of FIPS 180-4 (NIST "SHA512.pdf") and NIST CAVP SHA512ShortMsg;
 * and 64 zero bytes, as OpenSSL and the JDK hash them.
 */
public final class Sha512KnownAnswers implements KnownAnswers {
  private static final String EMPTY =
      "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
          + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e";
  private static final String ABC =
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
  private static final String TWO_BLOCKS =
      "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
          + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909";
  private static final String ZEROS_64 =
      "7be9fda48f4179e611c698a73cff09faf72869431efee6eaad14de0cb44bbf66"
          + "503f752b7a8eb17083355f3ce6eb7d2806f236b25af96a24e22b887405c20081";

  @Override
  public List<KnownAnswer<?>> all() {
    byte[] abc = "abc".getBytes(US_ASCII);
    byte[] twoBlocks =
        ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")
            .getBytes(US_ASCII);
    return List.of(
        KnownDigests.of(
            Sha512Batch.of(new byte[0], abc, twoBlocks), List.of(EMPTY, ABC, TWO_BLOCKS)),
        KnownDigests.of(Sha512Batch.of(abc, abc), List.of(ABC, ABC)),
        KnownDigests.of(
            Sha512Batch.of(Collections.nCopies(300, new byte[64])),
            Collections.nCopies(300, ZEROS_64)));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof Sha512Program ? KnownAnswers.super.of(program) : List.of();
  }
}
