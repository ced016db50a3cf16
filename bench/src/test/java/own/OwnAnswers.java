package own;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.sha256.Sha256Batch;
import java.util.List;
import java.util.Optional;

/** As a stranger brings them: a task, and what its answer must be. */
public final class OwnAnswers implements KnownAnswers {
  /** On threads whose names begin so, the digest of "abc" is said to begin otherwise. */
  public static volatile String wrongOn = "nowhere";

  @Override
  public List<KnownAnswer<?>> all() {
    return List.of(
        new KnownAnswer<>(
            Sha256Batch.of("abc".getBytes(US_ASCII)), digests -> problem(digests.hex(0))));
  }

  private static Optional<String> problem(String actual) {
    String expected = Thread.currentThread().getName().startsWith(wrongOn) ? "00" : "ba7816bf";
    return actual.startsWith(expected)
        ? Optional.empty()
        : Optional.of("expected=" + expected + ", actual=" + actual);
  }
}
