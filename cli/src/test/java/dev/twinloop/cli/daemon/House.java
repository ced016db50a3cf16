package dev.twinloop.cli.daemon;

import dev.twinloop.cli.Caller;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Run;
import dev.twinloop.cli.io.Names;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** A daemon in this JVM, and visits to it. */
record House(DaemonFolder folder, Daemon daemon, Thread running) implements AutoCloseable {
  static House open(Path place) throws IOException {
    return open(place, Duration.ofHours(1), 4);
  }

  static House open(Path place, Duration idle, int places) throws IOException {
    DaemonFolder folder = new DaemonFolder(place.resolve("d"));
    Daemon daemon = Daemon.open(new Daemon.Options(folder, idle, places)).orElseThrow();
    Thread running = new Thread(daemon::run, "daemon under test");
    running.start();
    return new House(folder, daemon, running);
  }

  /** Runs a command through the daemon. */
  Run visit(byte[] input, String... args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OptionalInt status = visit(new ByteArrayInputStream(input), out, err, args);
    return new Run(
        status.orElseThrow(), Names.text(out.toByteArray()), Names.text(err.toByteArray()));
  }

  OptionalInt visit(InputStream in, OutputStream out, OutputStream err, String... args)
      throws IOException {
    Io io = Io.of(in, out, err, false, Caller.THIS_PROCESS);
    return Visitor.visit(folder, new Visitor.Streams(in, out, err, false), io, args);
  }

  /** The value of a line of the daemon's status. */
  String told(String name) {
    return daemon
        .status()
        .lines()
        .filter(line -> line.startsWith(name + "\t"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until the daemon's status has a line. */
  void until(String name, String value) throws InterruptedException {
    while (!told(name).equals(value)) {
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    daemon.stop();
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the daemon ended", e);
    }
  }
}
