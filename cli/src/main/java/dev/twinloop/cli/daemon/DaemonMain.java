package dev.twinloop.cli.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the daemon's process starts. */
public final class DaemonMain {
  private DaemonMain() {}

  /**
   * Runs a daemon to its end.
   *
   * @param args the folder, the idle time-out in seconds, how many commands at a time
   */
  public static void main(String[] args) throws IOException {
    Daemon.Options options =
        new Daemon.Options(
            new DaemonFolder(Path.of(args[0])),
            Duration.ofSeconds(Long.parseLong(args[1])),
            Integer.parseInt(args[2]));
    Optional<Daemon> opened = Daemon.open(options);
    if (opened.isEmpty()) {
      System.exit(0); // another one was sooner
    }
    Daemon daemon = opened.orElseThrow();
    Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "twinloop-daemon-end"));
    daemon.run();
    System.exit(0);
  }
}
