package dev.twinloop.cli.merkle;

import dev.twinloop.cli.Io;
import dev.twinloop.kernel.merkle.Leaves;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The leaves of a tree, from a file that is mapped rather than read. Standard input and lines of
 * hex go through a temporary file that is deleted before it is used.
 */
final class LeafFile implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final Io io;
  private final Arena arena = Arena.ofShared();

  LeafFile(Io io) {
    this.io = io;
  }

  /** Consecutive leaves of one length; empty if there are none. */
  Optional<Leaves> fixed(String name, int leafBytes) throws IOException {
    MemorySegment data;
    if (name.equals(STANDARD_INPUT)) {
      Path spool = spool();
      try {
        Files.copy(io.in(), spool, StandardCopyOption.REPLACE_EXISTING);
        data = map(spool);
      } finally {
        Files.deleteIfExists(spool);
      }
    } else {
      data = map(Path.of(name));
    }
    return data.byteSize() == 0 ? Optional.empty() : Optional.of(Leaves.fixed(data, leafBytes));
  }

  /** One leaf a line, in hex; empty if there are none. */
  Optional<Leaves> lines(String name) throws IOException {
    long[] offsets = new long[1024];
    int count = 0;
    Path spool = spool();
    try (BufferedReader in =
        name.equals(STANDARD_INPUT)
            ? new BufferedReader(new InputStreamReader(io.in(), StandardCharsets.US_ASCII))
            : Files.newBufferedReader(Path.of(name), StandardCharsets.ISO_8859_1)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          byte[] leaf = parse(name, count + 1, line);
          out.write(leaf);
          if (count + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
          }
          offsets[count + 1] = offsets[count] + leaf.length;
          count++;
        }
      }
      return count == 0
          ? Optional.empty()
          : Optional.of(Leaves.varying(map(spool), Arrays.copyOf(offsets, count + 1)));
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private static byte[] parse(String name, int number, String line) throws IOException {
    try {
      return HexFormat.of().parseHex(line.strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          name + ": line " + number + ": not hex, accepted: an even number of hex digits", e);
    }
  }

  private MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  private static Path spool() throws IOException {
    return Files.createTempFile("twinloop-leaves", null);
  }

  @Override
  public void close() {
    arena.close();
  }
}
