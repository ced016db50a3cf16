package dev.twinloop.cli.daemon;

import static dev.twinloop.worker.WorkerOptions.PATIENCE;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The folder of one user's daemon: its socket, its lock, its log. Nobody else may enter it.
 *
 * @param path absolute
 * @param answer how long a daemon may take to say its first word
 */
record DaemonFolder(Path path, Duration answer) {
  /** {@code off}: no daemon. An absolute name: another folder than the usual one. */
  static final String VARIABLE = "TWINLOOP_DAEMON";

  private static final int MOST_PATH_BYTES = 100; // of the 108 that the system allows
  private static final int FOLDER_OF_OWNER = 0040700;
  private static final int TYPE_AND_MODE = 0177777;

  /** A folder whose daemon, should it have been stopped, keeps nobody waiting for long. */
  DaemonFolder(Path path) {
    this(path, Duration.ofSeconds(5).multipliedBy(Math.max(1, Integer.getInteger(PATIENCE, 1))));
  }

  /** The folder that the environment asks for; empty if it wants no daemon. */
  static Optional<DaemonFolder> of(Map<String, String> environment) throws IOException {
    String named = environment.getOrDefault(VARIABLE, "");
    if (named.equals("off")) {
      return Optional.empty();
    }
    if (!named.isEmpty()) {
      Path path = Path.of(named);
      if (!path.isAbsolute()) {
        throw new IOException(
            VARIABLE + "=" + named + ", accepted: off, or the absolute name of a folder");
      }
      return Optional.of(new DaemonFolder(path));
    }
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (runtime.startsWith("/")) {
      return Optional.of(new DaemonFolder(Path.of(runtime, "twinloop")));
    }
    return Optional.of(
        new DaemonFolder(
            Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"), "twinloop-" + Surroundings.user())));
  }

  /** Where the daemon listens. */
  Path socket() {
    return path.resolve("daemon.socket");
  }

  /** Locked as long as a daemon runs. */
  Path lock() {
    return path.resolve("daemon.lock");
  }

  /** What the daemon has to say. */
  Path log() {
    return path.resolve("daemon.log");
  }

  /** Makes the folder if it is not there, and requires that it is private. */
  void make() throws IOException {
    if (socket().toString().length() > MOST_PATH_BYTES) {
      throw new IOException(
          socket() + ": longer than " + MOST_PATH_BYTES + " bytes; name a folder by " + VARIABLE);
    }
    try {
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      requirePrivate();
    }
    requirePrivate();
  }

  /**
   * Requires that the folder is this user's alone.
   *
   * @throws IOException if another user could have made or could enter it
   */
  void requirePrivate() throws IOException {
    Map<String, Object> file =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = (int) Objects.requireNonNull(file.get("mode")) & TYPE_AND_MODE;
    int user = (int) Objects.requireNonNull(file.get("uid"));
    if (user != Surroundings.user() || mode != FOLDER_OF_OWNER) {
      throw new IOException(
          "%s: owner=%d, mode=%o, accepted: a folder of user %d with mode 700"
              .formatted(path, user, mode, Surroundings.user()));
    }
  }

  /** A connection to the daemon; empty if there is none. */
  Optional<Wire> connect() throws IOException {
    if (!Files.exists(socket(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    requirePrivate();
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      Peer.requireOwner(channel, path);
      return Optional.of(new Wire(channel));
    } catch (NoSuchFileException | java.net.ConnectException e) {
      channel.close();
      return Optional.empty(); // it ends, or was killed
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
