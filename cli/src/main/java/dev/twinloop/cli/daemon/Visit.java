package dev.twinloop.cli.daemon;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.Main;
import dev.twinloop.cli.daemon.Frame.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the daemon: greets, runs the command on a thread of its own, and hands it the
 * visitor's answers, until the visitor closes.
 */
final class Visit {
  private static final System.Logger LOG = System.getLogger(Visit.class.getName());
  private static final Set<Kind> ANSWERS =
      EnumSet.of(Kind.BYTES, Kind.END, Kind.NOT_READ, Kind.WRITTEN, Kind.NOT_WRITTEN);

  private final Daemon daemon;
  private final Wire wire;
  private final CallersStreams streams;
  private volatile @Nullable VisitingCaller caller;
  private volatile @Nullable Thread command;

  Visit(Daemon daemon, Wire wire) {
    this.daemon = daemon;
    this.wire = wire;
    this.streams = new CallersStreams(wire);
  }

  /** Serves it to its end. */
  void serve() {
    try (wire) {
      Hello hello = Hello.of(wire.receive(Kind.HELLO));
      daemon.greeted(this);
      switch (hello.request()) {
        case RUN -> run(hello);
        case STATUS -> wire.send(Frame.of(Kind.TOLD, daemon.status()));
        case STOP -> {
          wire.send(Frame.of(Kind.TOLD, ""));
          daemon.stop();
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a visit ended early", e);
    }
  }

  private void run(Hello hello) throws IOException {
    Optional<String> refusal = daemon.refuses(hello);
    if (refusal.isEmpty() && !daemon.enter(this)) {
      refusal = Optional.of("it has as many commands as it takes, or ends");
    }
    if (refusal.isPresent()) {
      wire.send(Frame.of(Kind.DECLINED, refusal.get()));
      return;
    }
    try {
      start(hello);
      while (true) {
        streams.answered(wire.receive(ANSWERS));
      }
    } finally {
      left();
      daemon.leave(this);
    }
  }

  private void start(Hello hello) throws IOException {
    VisitingCaller visitor;
    try {
      visitor = new VisitingCaller(hello.pid(), daemon.schedulers(), wire);
    } catch (IOException e) {
      wire.send(Frame.of(Kind.DECLINED, "it cannot enter the folder of this command"));
      throw e;
    }
    caller = visitor;
    Io io =
        Io.of(
            streams.in(), streams.out(Kind.OUT), streams.out(Kind.ERR), hello.terminal(), visitor);
    String[] arguments = hello.arguments().toArray(new String[0]);
    wire.send(Frame.of(Kind.ACCEPTED, Long.toString(ProcessHandle.current().pid())));
    Thread thread = new Thread(() -> run(io, arguments), "twinloop-command-" + hello.pid());
    thread.setDaemon(true);
    command = thread;
    thread.start();
  }

  private void run(Io io, String... arguments) {
    int status = Main.run(io, arguments);
    try {
      wire.send(Frame.of(Kind.EXIT, Integer.toString(status)));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a command ended with status " + status, e);
    }
  }

  /** The visitor is gone, or has got what it wanted. */
  private void left() {
    VisitingCaller visitor = caller;
    if (visitor != null) {
      visitor.gone();
    }
    streams.gone();
    Thread running = command;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Ends it now. */
  void cut() {
    try {
      wire.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a visit was cut", e);
    }
  }
}
