package dev.twinloop.cli.zk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Mapped;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.prove.ProvingException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Callable;

/** What the subcommands share: a file that is not what it should be is one line and status 1. */
abstract class ZkAction implements Callable<Integer> {
  /** JSON files are read whole: longer ones are refused. */
  private static final long MOST_JSON = 1L << 30;

  /** Most bytes of a .zkey, .wtns or .r1cs that comes as a stream: more than any has. */
  static final long MOST_BYTES = 1L << 40;

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
    try (Mapped files = new Mapped(io)) {
      byte[] json = json(files.file(name, MOST_JSON), Input.shown(name));
      files.requireUnchanged();
      return json;
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
}
