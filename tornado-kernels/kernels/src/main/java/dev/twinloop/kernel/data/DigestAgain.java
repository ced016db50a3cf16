package dev.twinloop.kernel.data;

import dev.twinloop.task.ItemOracle;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Optional;

/** Hashes records again by an oracle and compares. Serves one thread. */
final class DigestAgain implements ItemOracle<Digests> {
  private final DigestTask task;
  private final DigestOracle oracle;
  private final byte[] digest;
  private final MemorySegment expected;
  private byte[] message = new byte[0];

  DigestAgain(DigestTask task, DigestOracle oracle) {
    this.task = task;
    this.oracle = oracle;
    this.digest = new byte[task.digestBytes()];
    this.expected = MemorySegment.ofArray(digest);
  }

  @Override
  public Optional<String> problem(long item, Digests result) {
    hash(item);
    if (expected.mismatch(result.between(item, item + 1)) == -1) {
      return Optional.empty();
    }
    String right = HexFormat.of().formatHex(digest);
    return Optional.of(
        "%s: expected=%s, actual=%s".formatted(task.type(), right, result.hex(item)));
  }

  private void hash(long item) {
    Records records = task.messages();
    int bytes = records.bytes(item);
    if (message.length < bytes) {
      message = new byte[bytes];
    }
    MemorySegment.copy(
        records.data(), records.offset(item), MemorySegment.ofArray(message), 0, bytes);
    oracle.update(message, 0, bytes);
    oracle.digest(digest, 0);
  }
}
