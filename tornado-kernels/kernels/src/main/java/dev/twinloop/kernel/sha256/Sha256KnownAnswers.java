package dev.twinloop.kernel.sha256;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.data.KnownDigests;
import dev.twinloop.task.Program;
import java.util.Collections;
import java.util.List;

/**
 * Published digests: the examples of FIPS 180-4 (NIST "SHA256.pdf") and NIST CAVP SHA256ShortMsg.
 */
public final class Sha256KnownAnswers implements KnownAnswers {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String TWO_BLOCKS =
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
  private static final String FOUR_BLOCKS =
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1";
  private static final String ZEROS_64 =
      "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b";

  @Override
  public List<KnownAnswer<?>> all() {
    byte[] abc = "abc".getBytes(US_ASCII);
    byte[] twoBlocks =
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".getBytes(US_ASCII);
    byte[] fourBlocks =
        ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")
            .getBytes(US_ASCII);
    return List.of(
        KnownDigests.of(
            Sha256Batch.of(new byte[0], abc, twoBlocks, fourBlocks),
            List.of(EMPTY, ABC, TWO_BLOCKS, FOUR_BLOCKS)),
        KnownDigests.of(Sha256Batch.of(abc, abc), List.of(ABC, ABC)),
        KnownDigests.of(
            Sha256Batch.of(Collections.nCopies(300, new byte[64])),
            Collections.nCopies(300, ZEROS_64)));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof Sha256Program ? KnownAnswers.super.of(program) : List.of();
  }
}
