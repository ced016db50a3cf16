package dev.twinloop.cli.hash;

import java.io.IOException;
import java.io.OutputStream;

/** Writes digests one behind the other: raw bytes, or hex digits and a line feed. */
final class DigestSink {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int BLOCK = 1024;

  /** Copies the digest of message {@code index} into an array. */
  interface Source {
    void copy(int index, byte[] into, int at);
  }

  private final OutputStream out;
  private final boolean raw;
  private final Algorithm algorithm;
  private final int digestBytes;
  private final byte[] digests;
  private final byte[] lines;

  DigestSink(OutputStream out, boolean raw, Algorithm algorithm) {
    this.algorithm = algorithm;
    this.out = out;
    this.raw = raw;
    this.digestBytes = algorithm.digestBytes();
    this.digests = new byte[BLOCK * digestBytes];
    this.lines = new byte[BLOCK * (2 * digestBytes + 1)];
  }

  /** Whose digests it writes. */
  Algorithm algorithm() {
    return algorithm;
  }

  /** Writes digests {@code 0} to {@code count - 1}. */
  void write(int count, Source source) throws IOException {
    for (int from = 0; from < count; from += BLOCK) {
      int n = Math.min(BLOCK, count - from);
      for (int i = 0; i < n; i++) {
        source.copy(from + i, digests, i * digestBytes);
      }
      if (raw) {
        out.write(digests, 0, n * digestBytes);
      } else {
        out.write(lines, 0, hex(n));
      }
    }
  }

  private int hex(int count) {
    int at = 0;
    for (int i = 0; i < count; i++) {
      for (int b = i * digestBytes; b < (i + 1) * digestBytes; b++) {
        lines[at++] = HEX[(digests[b] >> 4) & 15];
        lines[at++] = HEX[digests[b] & 15];
      }
      lines[at++] = '\n';
    }
    return at;
  }
}
