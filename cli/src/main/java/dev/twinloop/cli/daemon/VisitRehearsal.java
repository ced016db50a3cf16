package dev.twinloop.cli.daemon;

import dev.twinloop.cli.Io;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A visit to a daemon of this process, for the JVM to see the classes that a visit needs. */
public final class VisitRehearsal {
  private VisitRehearsal() {}

  /** Runs a command through a daemon that lives as long as the command. */
  public static int run(Io io, String... args) throws IOException, InterruptedException {
    DaemonFolder folder = new DaemonFolder(Files.createTempDirectory("twinloop-rehearsal-"));
    Daemon daemon = Daemon.open(new Daemon.Options(folder, Duration.ofMinutes(1), 1)).orElseThrow();
    Thread running = new Thread(daemon::run, "twinloop-rehearsal");
    running.start();
    try {
      Visitor.Streams streams = new Visitor.Streams(io.in(), io.out(), io.err(), false);
      return Visitor.visit(folder, streams, io, args).orElseThrow();
    } finally {
      daemon.stop();
      running.join();
      for (Path left : List.of(folder.socket(), folder.lock(), folder.log(), folder.path())) {
        Files.deleteIfExists(left);
      }
    }
  }
}
