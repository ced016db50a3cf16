package dev.twinloop.cli;

import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Quoting;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The streams of one run of the command: data on {@code out}, everything else on {@code err}.
 *
 * @param in standard input
 * @param out standard output, buffered; a failing write throws, unlike {@link System#out}
 * @param err standard error
 * @param terminal whether a person watches standard error
 */
public record Io(InputStream in, OutputStream out, PrintStream err, boolean terminal) {
  /** What a write says when the reader of our output has seen enough. */
  static final String BROKEN_PIPE = "Broken pipe";

  /** The process's own streams. The launcher knows whether stderr is a terminal; Java does not. */
  public static Io ofProcess() {
    return new Io(
        new FileInputStream(FileDescriptor.in),
        new BufferedOutputStream(standardOutput(), 1 << 16),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Boolean.getBoolean("twinloop.terminal"));
  }

  private static OutputStream standardOutput() {
    return new FileOutputStream(FileDescriptor.out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          super.write(bytes, from, length);
        } catch (IOException e) {
          throw BROKEN_PIPE.equals(e.getMessage())
              ? e
              : new IOException("write error: " + e.getMessage(), e);
        }
      }
    };
  }

  /** Writes text and a line end to standard output; names in it are the bytes that they were. */
  public void line(String text) throws IOException {
    out.write(Names.bytes(text + "\n"));
  }

  /**
   * Writes a message to standard error, in the manner of Unix tools. What a terminal would obey is
   * spelt out, whoever wrote it.
   */
  public void complain(String text) {
    err.writeBytes(Names.bytes("twinloop: " + Quoting.plain(text) + "\n"));
    err.flush();
  }
}
