package dev.twinloop.cli.daemon;

import dev.twinloop.run.DeviceLoad;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The daemon: listens on the socket of its folder, lets visitors' commands run, and ends by itself
 * when nobody came for a while.
 *
 * <pre>
 *   open ──▶ listening ──▶ stopping ──▶ closed
 *              │  no command for the idle time-out, stop(),
 *              └─ or the socket's name is gone: nobody can find it any more
 * </pre>
 */
final class Daemon implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Daemon.class.getName());
  private static final int MOST_CONNECTIONS = 64;
  private static final Duration GREETING = Duration.ofSeconds(10);
  private static final Duration LAST_COMMANDS = Duration.ofSeconds(10);
  private static final long LOOK_MS = 500;

  /**
   * What a daemon needs to know.
   *
   * @param folder where it listens
   * @param idle how long it waits for the next command
   * @param places how many commands run at a time; further ones run by themselves
   */
  record Options(DaemonFolder folder, Duration idle, int places) {}

  private final Options options;
  private final FileChannel lockFile;
  private final ServerSocketChannel server;
  private final @Nullable Object socketKey;
  private final SharedSchedulers schedulers;
  private final List<String> surroundings = Surroundings.here();
  private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Set<Visit> connections = ConcurrentHashMap.newKeySet();
  private final Set<Visit> greeting = ConcurrentHashMap.newKeySet();
  private final Set<Visit> inside = ConcurrentHashMap.newKeySet();
  private long served;
  private long quietNs = System.nanoTime();
  private boolean stopping;
  private boolean closed;

  private Daemon(Options options, FileChannel lockFile, ServerSocketChannel server)
      throws IOException {
    this.options = options;
    this.lockFile = lockFile;
    this.server = server;
    this.schedulers = new SharedSchedulers(options.idle());
    this.socketKey = key();
  }

  /**
   * Listens. What a daemon that was killed left in the folder is removed.
   *
   * @return empty if another daemon runs in the folder
   * @throws IOException if the folder is not private, or cannot have a socket
   */
  static Optional<Daemon> open(Options options) throws IOException {
    DaemonFolder folder = options.folder();
    folder.make();
    FileChannel lockFile =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(lockFile)) {
      lockFile.close();
      return Optional.empty();
    }
    ServerSocketChannel server = null;
    try {
      Files.deleteIfExists(folder.socket());
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(folder.socket()), MOST_CONNECTIONS);
      return Optional.of(new Daemon(options, lockFile, server));
    } catch (IOException | RuntimeException e) {
      if (server != null) {
        server.close();
      }
      lockFile.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // a daemon of this process
    }
  }

  private void expect() {
    try {
      schedulers.expectCommands();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "no device was started before the first command", e);
    }
  }

  /** Serves until it is stopped, or nobody came for the idle time-out; then closes. */
  void run() {
    Thread accepting = new Thread(this::accept, "twinloop-daemon-accept");
    accepting.setDaemon(true);
    accepting.start();
    Thread expecting = new Thread(this::expect, "twinloop-daemon-expect");
    expecting.setDaemon(true);
    expecting.start();
    try {
      synchronized (this) {
        while (!stopping && !idle() && Objects.equals(key(), socketKey)) {
          wait(LOOK_MS);
        }
        stopping = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private synchronized boolean idle() {
    return inside.isEmpty() && System.nanoTime() - quietNs > options.idle().toNanos();
  }

  /** Tells this socket from the socket that another daemon may have put in its place. */
  private @Nullable Object key() {
    try {
      return Files.readAttributes(
              options.folder().socket(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        try {
          Peer.requireOwner(channel, options.folder().path());
          serve(new Visit(this, new Wire(channel)), channel);
        } catch (IOException | RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "a connection was refused: " + e.getMessage());
          channel.close();
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "no more visits", e);
    }
  }

  private void serve(Visit visit, SocketChannel channel) throws IOException {
    if (connections.size() >= MOST_CONNECTIONS) {
      throw new IOException("connections=" + connections.size());
    }
    connections.add(visit);
    greeting.add(visit);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(GREETING);
                if (greeting.remove(visit)) {
                  visit.cut(); // it has not said what it wants
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Thread serving =
        new Thread(
            () -> {
              try {
                visit.serve();
              } finally {
                greeting.remove(visit);
                connections.remove(visit);
              }
            },
            "twinloop-daemon-visit");
    serving.setDaemon(true);
    serving.start();
    assert channel.isBlocking();
  }

  /** A connection has said what it wants. */
  void greeted(Visit visit) {
    greeting.remove(visit);
  }

  /** Why a command cannot run here; empty if it can. */
  Optional<String> refuses(Hello hello) {
    return Surroundings.difference(surroundings, hello.surroundings());
  }

  /** Takes a place for a command; false if there is none. */
  synchronized boolean enter(Visit visit) {
    if (stopping || inside.size() >= options.places()) {
      return false;
    }
    inside.add(visit);
    served++;
    return true;
  }

  /** Gives the place back. */
  synchronized void leave(Visit visit) {
    inside.remove(visit);
    quietNs = System.nanoTime();
    notifyAll();
  }

  SharedSchedulers schedulers() {
    return schedulers;
  }

  /** Takes no further commands, and ends when those under way have ended, or a while later. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
  }

  /** Lines {@code name<TAB>value}, then {@code device<TAB>used for<TAB>slices<TAB>tasks}. */
  synchronized String status() {
    StringBuilder text = new StringBuilder();
    note(text, "process", ProcessHandle.current().pid());
    note(text, "since", since);
    note(text, "folder", options.folder().path());
    note(text, "ends when idle for", options.idle().toSeconds() + " s");
    note(text, "commands under way", inside.size() + " of " + options.places());
    note(text, "commands served", served);
    note(text, "schedulers", schedulers.count());
    for (DeviceLoad load : schedulers.loads()) {
      text.append(load.deviceId())
          .append('\t')
          .append(Math.round(100 * load.utilisation()))
          .append('\t')
          .append(load.leases())
          .append('\t')
          .append(load.queued())
          .append('\n');
    }
    return text.toString();
  }

  private static void note(StringBuilder text, String name, Object value) {
    text.append(name).append('\t').append(value).append('\n');
  }

  /** Ends; commands under way get a while to end by themselves. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      if (closed) {
        return;
      }
      closed = true;
      long endNs = System.nanoTime() + LAST_COMMANDS.toNanos();
      try {
        while (!inside.isEmpty() && System.nanoTime() < endNs) {
          wait(LOOK_MS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    connections.forEach(Visit::cut);
    try {
      server.close();
      if (Objects.equals(key(), socketKey)) {
        Files.deleteIfExists(options.folder().socket());
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the socket stays", e);
    }
    schedulers.close();
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the lock stays", e);
    }
  }
}
