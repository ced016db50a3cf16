package dev.twinloop.cli.io;

import dev.twinloop.cli.Io;
import dev.twinloop.engine.DeviceException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Inputs in memory, as long as this is open: files are mapped rather than read. */
public final class Mapped implements AutoCloseable {
  private final Io io;
  private final Arena arena = Arena.ofShared();
  private final List<Input> inputs = new ArrayList<>();

  /** None yet. */
  public Mapped(Io io) {
    this.io = io;
  }

  /**
   * An input's bytes, {@code -} being standard input.
   *
   * @param most bytes that are accepted
   * @throws java.nio.file.FileSystemException if it is not there, is a folder, or is longer
   */
  public MemorySegment file(String name, long most) throws IOException {
    Input input = Input.open(io, name);
    inputs.add(input);
    return input.memory(arena, most);
  }

  /**
   * Work on them. Memory goes away where a file is made shorter, and the error of the code that
   * meets that first names no file: the error of this method names it.
   *
   * @throws java.nio.file.FileSystemException if the work failed and a file has changed meanwhile
   */
  public <T> T blamed(Supplier<T> work) throws IOException {
    try {
      return work.get();
    } catch (DeviceException | InternalError e) {
      requireUnchanged();
      throw e;
    }
  }

  /**
   * To be called when the work on them is done, and before anything of it is handed out.
   *
   * @throws java.nio.file.FileSystemException if a file has grown or shrunk meanwhile
   */
  public void requireUnchanged() throws IOException {
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
