package dev.twinloop.worker.memory;

import dev.twinloop.engine.DeviceException;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Memory that caller and worker share: a file in a private directory, which both map. The file is
 * in {@code /dev/shm} if there is room, else in the temp directory. Every page is reserved before
 * it is used, so that a full file system is an error here and not a crash later. As soon as the
 * worker has mapped the file, name and directory are removed, and only the mappings remain. So no
 * file is left if the caller is killed while a program is compiled.
 */
public final class SharedBlock implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SharedBlock.class.getName());

  /** The system property that names other places. */
  public static final String PLACES = "twinloop.shared";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final long SPARE_BYTES = 8L << 20;

  private final Path file;
  private final Arena arena;
  private final MemorySegment segment;

  private SharedBlock(Path file, Arena arena, MemorySegment segment) {
    this.file = file;
    this.arena = arena;
    this.segment = segment;
  }

  /**
   * A zeroed block.
   *
   * @throws DeviceException of code {@code OUT_OF_MEMORY} if no place has room for it
   */
  public static SharedBlock create(long bytes) {
    return create(bytes, places());
  }

  /**
   * The places for shared files, the best place first: the places that the system property {@value
   * #PLACES} names (separated like a class path); without it, {@code /dev/shm} and the temp
   * directory.
   */
  public static List<Path> places() {
    String named = System.getProperty(PLACES);
    return named == null
        ? List.of(SHARED_MEMORY, Path.of(System.getProperty("java.io.tmpdir")))
        : Stream.of(named.split(File.pathSeparator)).map(Path::of).toList();
  }

  static SharedBlock create(long bytes, List<Path> places) {
    List<String> refusals = new ArrayList<>();
    for (Path place : places) {
      try {
        long free = Files.getFileStore(place).getUsableSpace();
        if (free >= bytes + SPARE_BYTES) {
          return createIn(place, bytes);
        }
        refusals.add(place + " has " + (free >> 20) + " MiB free");
      } catch (IOException e) {
        refusals.add(place + ": " + e);
      }
      LOG.log(System.Logger.Level.DEBUG, "no shared block of {0} bytes: {1}", bytes, refusals);
    }
    throw DeviceException.Code.OUT_OF_MEMORY.exception(
        "shared memory: bytes="
            + bytes
            + ", but "
            + String.join(", ", refusals)
            + "; free some, enlarge /dev/shm, or ask for smaller slices");
  }

  private static SharedBlock createIn(Path place, long bytes) throws IOException {
    PrivateDirectory directory = PrivateDirectory.in(place);
    Path file = directory.path().resolve("slot");
    Arena arena = Arena.ofShared();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      reserve(channel, bytes);
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
      return new SharedBlock(file, arena, segment);
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      directory.close();
      throw e;
    }
  }

  /** Writes zeros, so that room is taken now and not when a page is first touched. */
  static void reserve(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    for (long at = 0; at < bytes; at += zeros.capacity()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
      while (zeros.hasRemaining()) {
        channel.write(zeros, at + zeros.position());
      }
    }
  }

  /** Maps a block that the caller made. */
  public static MemorySegment map(Path file, long bytes, Arena arena) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (channel.size() < bytes) {
        throw new IOException(file + ": size=" + channel.size() + ", needed: " + bytes);
      }
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
    }
  }

  /** Maps a block that the caller made, and removes its name, because no other process needs it. */
  public static MemorySegment adopt(Path file, long bytes, Arena arena) throws IOException {
    MemorySegment segment = map(file, bytes, arena);
    removeName(file);
    return segment;
  }

  private static void removeName(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(Objects.requireNonNull(file.getParent()));
  }

  /** The file; valid until it is unlinked. */
  public Path file() {
    return file;
  }

  /** The memory. */
  public MemorySegment segment() {
    return segment;
  }

  /** Removes name and directory; the mappings stay. Idempotent. */
  public void unlink() {
    try {
      removeName(file);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "left behind: " + file, e);
    }
  }

  /** Unmaps the memory and removes what is left of the file. Idempotent. */
  @Override
  public void close() {
    unlink();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
