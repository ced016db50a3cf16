package dev.twinloop.cli;

import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Quoting;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
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
 * @param caller the process that the command runs for
 */
public record Io(
    InputStream in, OutputStream out, PrintStream err, boolean terminal, Caller caller) {
  /** What a write says when the reader of our output has seen enough. */
  static final String BROKEN_PIPE = "Broken pipe";

  /** Streams of a command that runs for this process. */
  public Io(InputStream in, OutputStream out, PrintStream err, boolean terminal) {
    this(in, out, err, terminal, Caller.THIS_PROCESS);
  }

  /** The process's own streams. The launcher knows whether stderr is a terminal; Java does not. */
  public static Io ofProcess() {
    return of(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Boolean.getBoolean("twinloop.terminal"),
        Caller.THIS_PROCESS);
  }

  /** Over unbuffered streams of a process. */
  public static Io of(
      InputStream in, OutputStream out, OutputStream err, boolean terminal, Caller caller) {
    return new Io(
        in,
        new BufferedOutputStream(named(out), 1 << 16),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        caller);
  }

  private static OutputStream named(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          out.write(bytes, from, length);
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
   * spelt out, from any source.
   */
  public void complain(String text) {
    err.writeBytes(Names.bytes("twinloop: " + Quoting.plain(text) + "\n"));
    err.flush();
  }
}
