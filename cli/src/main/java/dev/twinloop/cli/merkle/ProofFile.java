package dev.twinloop.cli.merkle;

import dev.twinloop.cli.Inputs;
import dev.twinloop.cli.Io;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A proof: one node a line, in hex, white space around it passed over, as are empty lines at the
 * end. Read only as far as a proof can go.
 *
 * @param name what the command line calls it; {@code -} is standard input
 * @param mostBytes of one node
 */
record ProofFile(String name, int mostBytes) {
  /** A root, and a sibling on each level of a tree of at most 2^63 leaves. */
  private static final int MOST_NODES = 64;

  /** Of a path, at most two nodes are raw leaves: the others have 32 bytes. */
  private static final int SLACK = 1 << 16;

  /**
   * The nodes.
   *
   * @throws IOException if it is no proof; the message says where
   */
  List<byte[]> nodes(Io io) throws IOException {
    List<byte[]> nodes = new ArrayList<>();
    int number = 0;
    String content = content(io).stripTrailing();
    if (content.isEmpty()) {
      return nodes; // that of a tree of one leaf
    }
    for (String line : content.split("\n", -1)) {
      number++;
      nodes.add(node(number, line.strip()));
      if (nodes.size() > MOST_NODES) {
        throw problem(number, "more than 64 nodes");
      }
    }
    return nodes;
  }

  private byte[] node(int number, String digits) throws IOException {
    if (digits.isEmpty()) {
      throw problem(number, "empty");
    }
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw problem(number, "no pairs of hex digits");
    }
  }

  private IOException problem(int number, String what) {
    return new IOException(
        "%s: line %d: %s, accepted: one hex node a line".formatted(name, number, what));
  }

  private String content(Io io) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(SLACK + 6 * mostBytes);
    try (ReadableByteChannel in = Inputs.open(io, name)) {
      while (buffer.hasRemaining() && in.read(buffer) >= 0) {}
    }
    if (!buffer.hasRemaining()) {
      throw new IOException(
          name + ": longer than a proof of this tree, accepted: at most 64 lines of one hex node");
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
  }
}
