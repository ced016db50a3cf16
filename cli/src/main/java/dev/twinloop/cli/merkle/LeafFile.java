package dev.twinloop.cli.merkle;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.HexText;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Spool;
import dev.twinloop.kernel.merkle.Leaves;
import dev.twinloop.kernel.merkle.MerkleBuild;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/** The leaves of a tree: a file that is mapped, a stream of any length, or lines of hex. */
final class LeafFile implements AutoCloseable {
  private final Input input;
  private final Arena arena = Arena.ofShared();

  /**
   * Opens an input.
   *
   * @throws IOException if it cannot be read
   */
  LeafFile(Io io, String name) throws IOException {
    this.input = Input.open(io, name);
  }

  /** Consecutive leaves of one length; empty if there are none. */
  Optional<Leaves> fixed(int leafBytes) throws IOException {
    MemorySegment data = input.memory(arena, MerkleBuild.MOST_LEAVES * leafBytes);
    if (data.byteSize() % leafBytes != 0) {
      throw new IOException(
          "%s: bytes=%d, accepted: leaves of %d bytes each (--leaf-bytes)"
              .formatted(input.shown(), data.byteSize(), leafBytes));
    }
    return data.byteSize() == 0 ? Optional.empty() : Optional.of(Leaves.fixed(data, leafBytes));
  }

  /** One leaf a line, in hex; empty if there are none. */
  Optional<Leaves> lines() throws IOException {
    long[] offsets = new long[1024];
    int count = 0;
    LineReader lines = new LineReader(input);
    try (Spool spool = new Spool(input.shown())) {
      while (lines.next()) {
        byte[] leaf = parse(lines);
        spool.write(leaf);
        if (count + 1 == offsets.length) {
          offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[count + 1] = offsets[count] + leaf.length;
        count++;
      }
      return count == 0
          ? Optional.empty()
          : Optional.of(Leaves.varying(spool.memory(arena), Arrays.copyOf(offsets, count + 1)));
    }
  }

  private byte[] parse(LineReader line) throws IOException {
    if (line.tooLong()) {
      throw new IOException(
          "%s: line %d: longer than %d bytes, accepted: leaves of at most %d bytes, two hex digits each"
              .formatted(
                  input.shown(), line.number(), LineReader.MAX_BYTES, Leaves.MAX_LEAF_BYTES));
    }
    try {
      return HexText.bytes(Names.text(line.buffer(), line.from(), line.to()).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: line %d: not hex, accepted: an even number of hex digits"
              .formatted(input.shown(), line.number()),
          e);
    }
  }

  /** To be called when the work on the leaves is done: fails if the file changed meanwhile. */
  void requireUnchanged() throws IOException {
    input.requireUnchanged();
  }

  @Override
  public void close() throws IOException {
    input.close();
    arena.close();
  }
}
