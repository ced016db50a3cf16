package dev.twinloop.cli.merkle;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.io.Names;
import dev.twinloop.kernel.merkle.Leaves;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What {@code merkle-verify} reads: an audit path, and a leaf. */
final class ProofText {
  /** More nodes than the path of any tree has: 2^63 leaves, and the root before them. */
  private static final int MOST_NODES = 64;

  private ProofText() {}

  /**
   * The nodes of a path, one a line in hex. Blank lines behind the last are passed over.
   *
   * @throws IOException if it is something else; the message names the line
   */
  static List<byte[]> nodes(Input input) throws IOException {
    List<byte[]> nodes = new ArrayList<>();
    LineReader lines = new LineReader(input);
    long blank = 0;
    while (lines.next()) {
      String line = lines.tooLong() ? "x" : text(lines);
      if (line.isEmpty()) {
        blank = blank == 0 ? lines.number() : blank;
        continue;
      }
      if (blank > 0) {
        throw problem(input, blank, "is blank, with nodes behind it");
      }
      try {
        nodes.add(HexFormat.of().parseHex(line));
      } catch (IllegalArgumentException e) {
        throw problem(input, lines.number(), "is not hex");
      }
      if (nodes.size() > MOST_NODES) {
        throw problem(input, lines.number(), "is one too many");
      }
    }
    return nodes;
  }

  private static String text(LineReader line) {
    return Names.text(line.buffer(), line.from(), line.to()).strip();
  }

  private static IOException problem(Input input, long line, String what) {
    return new IOException(
        "%s: not a proof: line %d %s, accepted: one node a line in hex, at most %d"
            .formatted(input.shown(), line, what, MOST_NODES));
  }

  /** All bytes of an input, which are one leaf. */
  static byte[] leaf(Io io, String name) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Leaves.MAX_LEAF_BYTES + 1);
    try (Input input = Input.open(io, name)) {
      input.fill(bytes);
      if (!bytes.hasRemaining()) {
        throw new IOException(
            "%s: longer than %d bytes, accepted: a leaf of at most as many"
                .formatted(input.shown(), Leaves.MAX_LEAF_BYTES));
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
