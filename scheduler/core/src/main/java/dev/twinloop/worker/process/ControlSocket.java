package dev.twinloop.worker.process;

import dev.twinloop.worker.memory.PrivateDirectory;
import dev.twinloop.worker.memory.SharedBlock;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The caller's end of a control channel that no JVM and no driver prints on: a Unix-domain socket
 * in a private directory. The first connection is the worker's; then name and directory are gone.
 */
final class ControlSocket implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ControlSocket.class.getName());

  /** What the options of a worker may take beside the socket. */
  private static final long ROOM_BYTES = 1 << 20;

  private static final int MOST_PATH_BYTES = 100; // of the 108 that the system allows

  private final PrivateDirectory directory;
  private final ServerSocketChannel server;
  private final Path path;

  private ControlSocket(PrivateDirectory directory, ServerSocketChannel server, Path path) {
    this.directory = directory;
    this.server = server;
    this.path = path;
  }

  /** A socket in the first place that can have one, and has room for files beside it. */
  static ControlSocket open() throws IOException {
    return open(SharedBlock.places(), place -> Files.getFileStore(place).getUsableSpace());
  }

  /** How much room a place has, in bytes. */
  interface Room {
    long of(Path place) throws IOException;
  }

  static ControlSocket open(List<Path> places, Room room) throws IOException {
    IOException refused = new IOException("no place for a control socket");
    for (Path place : places) {
      PrivateDirectory.sweep(place);
      try {
        long free = room.of(place);
        if (free < ROOM_BYTES) {
          throw new IOException(place + ": bytes=" + free + " free, needed: " + ROOM_BYTES);
        }
        return openIn(place);
      } catch (IOException e) {
        refused.addSuppressed(e);
      }
    }
    throw refused;
  }

  private static ControlSocket openIn(Path place) throws IOException {
    PrivateDirectory directory = PrivateDirectory.in(place);
    try {
      Path path = directory.path().resolve("control");
      if (path.toString().length() > MOST_PATH_BYTES) {
        throw new IOException(path + ": longer than " + MOST_PATH_BYTES + " bytes");
      }
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        return new ControlSocket(directory, server.bind(UnixDomainSocketAddress.of(path), 1), path);
      } catch (IOException | RuntimeException e) {
        server.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** What the worker needs to {@link #connect}. */
  Path path() {
    return path;
  }

  /** A file beside the socket, as private and gone as soon. */
  Path beside(String name) {
    return directory.path().resolve(name);
  }

  /** Waits for the worker; ends with an exception when this is closed meanwhile. */
  SocketChannel accept() throws IOException {
    SocketChannel channel = server.accept();
    close();
    return channel;
  }

  /**
   * Lets {@link #accept} go on where no worker will connect any more: it gets a connection that has
   * ended. A worker that connected before is accepted all the same.
   */
  void giveUp() {
    try {
      connect(path).close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.TRACE, "control socket: nobody waits for a worker", e);
    }
  }

  /** The worker's end. */
  static SocketChannel connect(Path path) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      directory.close();
    }
  }
}
