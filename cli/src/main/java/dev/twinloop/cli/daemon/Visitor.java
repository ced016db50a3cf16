package dev.twinloop.cli.daemon;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.daemon.Frame.Kind;
import dev.twinloop.cli.io.EndOfProcess;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lets the daemon run a command, and lends it the standard streams of this process. Loaded by every
 * command before anything else is: it has to stay small.
 */
public final class Visitor {
  private static final List<String> COMMANDS =
      List.of(
          "hash", "merkle", "merkle-verify", "ecdsa", "ed25519", "clsag", "ringct", "msm", "ntt");

  /** What help prints depends on the terminal; what these two are is known here as well. */
  private static final List<String> TOLD_HERE = List.of("--help", "-h", "--version", "-V");

  private static final Set<Kind> TOLD =
      EnumSet.of(Kind.READ, Kind.OUT, Kind.ERR, Kind.MAKING, Kind.EXIT);
  private static final String PART = ".twinloop-";
  private static final int FAILED = 1;

  private final Wire wire;
  private final Streams streams;
  private final LinkedBlockingQueue<Integer> wanted = new LinkedBlockingQueue<>();
  private @Nullable Thread reader;
  private final List<Path> parts = new CopyOnWriteArrayList<>();
  private @Nullable EndOfProcess end;

  /**
   * The streams that are lent.
   *
   * @param in standard input
   * @param out standard output, unbuffered
   * @param err standard error, unbuffered
   * @param terminal whether a person watches standard error
   */
  record Streams(InputStream in, OutputStream out, OutputStream err, boolean terminal) {
    static Streams ofProcess() {
      return new Streams(
          new FileInputStream(FileDescriptor.in),
          new FileOutputStream(FileDescriptor.out),
          new FileOutputStream(FileDescriptor.err),
          Boolean.getBoolean("twinloop.terminal"));
    }
  }

  private Visitor(Wire wire, Streams streams) {
    this.wire = wire;
    this.streams = streams;
  }

  /**
   * Runs a command in the daemon, if there is one and it runs this command.
   *
   * @return the command's exit status; empty if the command has to run here
   */
  public static OptionalInt visit(Io io, String... args) {
    if (!eligible(args)) {
      return OptionalInt.empty();
    }
    boolean verbose = List.of(args).contains("--verbose");
    try {
      Optional<DaemonFolder> folder = DaemonFolder.of(System.getenv());
      return folder.isEmpty()
          ? OptionalInt.empty()
          : visit(folder.get(), Streams.ofProcess(), io, args);
    } catch (IOException | RuntimeException e) {
      if (verbose) {
        io.complain("without the daemon: " + e.getMessage());
      }
      return OptionalInt.empty();
    }
  }

  /** Whether the daemon may run a command: one that computes, and whose input is no secret. */
  static boolean eligible(String... args) {
    if (args.length == 0 || !COMMANDS.contains(args[0])) {
      return false;
    }
    for (String arg : args) {
      // To the daemon, the terminal of a process has no name.
      if (TOLD_HERE.contains(arg) || arg.contains("/dev/tty")) {
        return false;
      }
    }
    return true;
  }

  static OptionalInt visit(DaemonFolder folder, Streams streams, Io io, String... args)
      throws IOException {
    boolean verbose = List.of(args).contains("--verbose");
    Optional<Wire> connected = folder.connect();
    if (connected.isEmpty()) {
      return OptionalInt.empty();
    }
    Wire wire = connected.get();
    boolean accepted = false;
    try {
      Hello hello =
          new Hello(
              Hello.Request.RUN,
              streams.terminal(),
              ProcessHandle.current().pid(),
              Surroundings.here(),
              List.of(args));
      wire.send(hello.frame());
      Frame answer = wire.receiveWithin(folder.answer(), Kind.ACCEPTED, Kind.DECLINED);
      if (answer.kind() == Kind.DECLINED) {
        throw new IOException(answer.text());
      }
      if (verbose) {
        io.complain("the daemon runs this command: process " + answer.text());
      }
      accepted = true;
    } finally {
      if (!accepted) {
        wire.close();
      }
    }
    // From here on the command may have done something: nothing may let it run again.
    int status = new Visitor(wire, streams).run(io);
    close(wire);
    return OptionalInt.of(status);
  }

  private static void close(Wire wire) {
    try {
      wire.close();
    } catch (IOException e) {
      assert wire != null; // the status is known
    }
  }

  /** Does what the daemon asks for until the command has ended. */
  private int run(Io io) {
    try {
      while (true) {
        Frame frame = wire.receive(TOLD);
        switch (frame.kind()) {
          case READ -> read(frame.number());
          case OUT -> write(streams.out(), frame);
          case ERR -> write(streams.err(), frame);
          case MAKING -> making(Path.of(URI.create(frame.text())));
          default -> {
            return status(frame);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      parts.forEach(Visitor::remove);
      io.complain(
          "the daemon ended in the middle of this command: what was printed may not be all; try"
              + " again");
      return FAILED;
    } finally {
      if (end != null) {
        end.close();
      }
    }
  }

  /** A file is in the making: it goes if either process ends. */
  private void making(Path part) {
    parts.add(part);
    if (end == null) {
      end = new EndOfProcess(() -> parts.forEach(Visitor::remove));
    }
  }

  private static int status(Frame exit) throws IOException {
    int status = exit.number();
    if (status < 0 || status > 255) {
      throw new IOException("exit: status=" + exit.text() + ", accepted: 0 to 255");
    }
    return status;
  }

  private void write(OutputStream stream, Frame frame) throws IOException {
    Frame answer = Frame.of(Kind.WRITTEN);
    try {
      stream.write(frame.body());
    } catch (IOException e) {
      answer = Frame.of(Kind.NOT_WRITTEN, String.valueOf(e.getMessage()));
    }
    wire.send(answer);
  }

  /** Reads on a thread of its own: what the command prints meanwhile does not wait for input. */
  private void read(int most) throws IOException {
    if (most < 1) {
      throw new IOException("read: bytes=" + most + ", accepted: 1 to " + Frame.MOST_PIECE);
    }
    wanted.add(most);
    if (reader == null) {
      Thread thread = new Thread(this::reading, "twinloop-read");
      thread.setDaemon(true);
      thread.start();
      reader = thread;
    }
  }

  private void reading() {
    byte[] buffer = new byte[1 << 16];
    try {
      while (true) {
        int most = wanted.take();
        if (most > buffer.length) {
          buffer = new byte[most];
        }
        Frame answer = null;
        int n = 0;
        try {
          n = streams.in().read(buffer, 0, most);
          answer = n < 0 ? Frame.of(Kind.END) : null;
        } catch (IOException e) {
          answer = Frame.of(Kind.NOT_READ, String.valueOf(e.getMessage()));
        }
        if (answer != null) {
          wire.send(answer);
        } else {
          wire.send(Kind.BYTES, buffer, 0, n);
        }
      }
    } catch (IOException e) {
      assert buffer.length > 0; // run() meets it too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A daemon that was killed could not. */
  private static void remove(Path part) {
    if (!String.valueOf(part.getFileName()).startsWith(PART)) {
      return;
    }
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      assert Files.exists(part);
    }
  }
}
