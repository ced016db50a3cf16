package dev.twinloop.kernel.data;

import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/** Hashes random records of a slice again and compares. Serves one thread. */
final class DigestCheck {
  private final DigestTask task;
  private final DigestOracle oracle;
  private final byte[] digest = new byte[Digests.BYTES];
  private final MemorySegment expected = MemorySegment.ofArray(digest);
  private byte[] message = new byte[0];

  DigestCheck(DigestTask task, DigestOracle oracle) {
    this.task = task;
    this.oracle = oracle;
  }

  CheckOutcome run(Slice slice, Digests result, Sampler sampler) {
    while (sampler.hasNext()) {
      long item = slice.from() + sampler.next();
      hash(item);
      if (expected.mismatch(result.between(item, item + 1)) != -1) {
        String right = HexFormat.of().formatHex(digest);
        return new CheckOutcome.Mismatch(
            item, "%s: expected=%s, actual=%s".formatted(task.type(), right, result.hex(item)));
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }

  private void hash(long item) {
    Records records = task.messages();
    int bytes = records.bytes(item);
    if (message.length < bytes) {
      message = new byte[bytes];
    }
    MemorySegment.copy(
        records.data(), records.offset(item), MemorySegment.ofArray(message), 0, bytes);
    oracle.digest(message, bytes, digest);
  }
}
