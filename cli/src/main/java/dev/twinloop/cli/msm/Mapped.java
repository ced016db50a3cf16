package dev.twinloop.cli.msm;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The inputs of one sum, in memory as long as this is open: files are mapped rather than read. */
final class Mapped implements AutoCloseable {
  private final Io io;
  private final Arena arena = Arena.ofShared();
  private final List<Input> inputs = new ArrayList<>();

  Mapped(Io io) {
    this.io = io;
  }

  /**
   * An input's bytes, {@code -} being standard input.
   *
   * @throws java.nio.file.FileSystemException if it is not there, or is a folder
   */
  MemorySegment file(String name) throws IOException {
    Input input = Input.open(io, name);
    inputs.add(input);
    return input.memory(arena);
  }

  /**
   * To be called when the sum is there.
   *
   * @throws java.nio.file.FileSystemException if a file has grown or shrunk meanwhile
   */
  void requireUnchanged() throws IOException {
    for (Input input : inputs) {
      input.requireUnchanged();
    }
  }

  @Override
  public void close() throws IOException {
    arena.close();
    for (Input input : inputs) {
      input.close();
    }
  }
}
