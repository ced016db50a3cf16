package dev.twinloop.cli.zk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.prove.ProvingException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Callable;

/** What the subcommands share: a file that is not what it should be is one line and status 1. */
abstract class ZkAction implements Callable<Integer> {
  /** JSON files are read whole: longer ones are refused. */
  private static final long MOST_JSON = 1L << 30;

  final Io io;

  ZkAction(Io io) {
    this.io = io;
  }

  /** The work; returns the exit status. */
  abstract int run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    try {
      return run();
    } catch (FormatException | ProvingException e) {
      io.complain(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  /** The content of a JSON file. */
  byte[] json(String name) throws IOException {
    try (Input input = Input.open(io, name);
        Arena arena = Arena.ofShared()) {
      return json(input.memory(arena), input.shown());
    }
  }

  /** The same of content that is there. */
  static byte[] json(MemorySegment content, String shown) {
    if (content.byteSize() > MOST_JSON) {
      throw new FormatException(
          "%s: %d bytes, accepted of JSON: to 2^30".formatted(shown, content.byteSize()));
    }
    return content.toArray(JAVA_BYTE);
  }

  /** A binary file, mapped. */
  MemorySegment file(String name, Arena arena) throws IOException {
    try (Input input = Input.open(io, name)) {
      return input.memory(arena);
    }
  }
}
