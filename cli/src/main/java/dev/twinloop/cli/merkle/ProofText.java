package dev.twinloop.cli.merkle;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.HexText;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.io.Names;
import dev.twinloop.kernel.merkle.Leaves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What {@code merkle-verify} reads: an audit path, and a leaf. */
final class ProofText {
  /** More nodes than the path of any tree has: 2^63 leaves, and the root before them. */
  private static final int MOST_NODES = 64;

  /** White space that a line may have around its digits. */
  private static final int SLACK = 1 << 16;

  private ProofText() {}

  /**
   * The nodes of a path, one a line in hex. White space around them and empty lines at the end are
   * passed over.
   *
   * @param mostBytes of one node
   * @throws IOException if it is something else; the message names the line
   */
  static List<byte[]> nodes(Input input, int mostBytes) throws IOException {
    List<byte[]> nodes = new ArrayList<>();
    LineReader lines = new LineReader(input);
    long empty = 0;
    while (lines.next()) {
      if (lines.tooLong() || lines.to() - lines.from() > 2 * mostBytes + SLACK) {
        throw problem(input, lines.number(), "longer than a proof of this tree");
      }
      String line = Names.text(lines.buffer(), lines.from(), lines.to()).strip();
      if (line.isEmpty()) {
        empty = empty == 0 ? lines.number() : empty;
        continue;
      }
      if (empty > 0) {
        throw problem(input, empty, "empty");
      }
      nodes.add(node(input, lines.number(), line));
    }
    return nodes;
  }

  private static byte[] node(Input input, long number, String digits) throws IOException {
    if (number > MOST_NODES) {
      throw problem(input, number, "more than " + MOST_NODES + " nodes");
    }
    try {
      return HexText.bytes(digits);
    } catch (IllegalArgumentException e) {
      throw problem(input, number, "no pairs of hex digits");
    }
  }

  private static IOException problem(Input input, long number, String what) {
    return new IOException(
        "%s: line %d: %s, accepted: one hex node a line".formatted(input.shown(), number, what));
  }

  /** All bytes of an input, which are one leaf. */
  static byte[] leaf(Io io, String name) throws IOException {
    try (Input input = Input.open(io, name)) {
      return input.bytes(Leaves.MAX_LEAF_BYTES);
    }
  }
}
