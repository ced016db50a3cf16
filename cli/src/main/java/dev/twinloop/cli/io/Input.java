package dev.twinloop.cli.io;

import dev.twinloop.cli.Caller;
import dev.twinloop.cli.Io;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a command reads: a file, a pipe, a FIFO, a device, standard input.
 *
 * <p>Only a regular file has a size, and only one that says more than 0 is believed: pipes and
 * devices say 0, and so do the files of {@code /proc}. Everything else is a stream, read to its
 * end. Standard input stays open when an input of it is closed: named twice, it is at its end the
 * second time. Problems name the input as the user did.
 */
public final class Input implements ReadableByteChannel {
  /** The name of standard input. */
  public static final String STANDARD_INPUT = "-";

  private final String name;
  private final ReadableByteChannel channel;
  private final @Nullable FileChannel sized;
  private final long size;

  private Input(String name, ReadableByteChannel channel, @Nullable FileChannel sized, long size) {
    this.name = name;
    this.channel = channel;
    this.sized = sized;
    this.size = size;
  }

  /**
   * Opens an input, {@code -} being standard input.
   *
   * @throws FileSystemException if it is not there, cannot be read, or is a folder
   */
  public static Input open(Io io, String name) throws FileSystemException {
    if (name.equals(STANDARD_INPUT)) {
      return new Input(name, channel(io.in()), null, 0);
    }
    return open(io.caller(), name);
  }

  private static ReadableByteChannel channel(InputStream in) {
    return in instanceof ReadableByteChannel channel ? channel : Channels.newChannel(in);
  }

  /**
   * Opens an input to read it as a stream, whatever it is: cheaper where nobody asks for its size.
   *
   * @throws FileSystemException if it is not there or cannot be read; of a folder, reading tells
   */
  public static Input stream(Io io, String name) throws FileSystemException {
    if (name.equals(STANDARD_INPUT)) {
      return open(io, name);
    }
    try {
      return new Input(name, FileChannel.open(io.caller().file(Names.path(name))), null, 0);
    } catch (IOException e) {
      throw Reason.named(name, e);
    }
  }

  private static Input open(Caller caller, String name) throws FileSystemException {
    try {
      Path path = caller.file(Names.path(name));
      FileChannel file = FileChannel.open(path);
      try {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
          throw new FileSystemException(name, null, "Is a directory");
        }
        long size = attributes.isRegularFile() ? file.size() : 0;
        return new Input(name, file, size > 0 ? file : null, size);
      } catch (IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw Reason.named(name, e);
    }
  }

  /** The size of a regular file; -1 of anything else, and of what is not there. */
  public static long sizeOf(Io io, String name) {
    if (name.equals(STANDARD_INPUT)) {
      return -1;
    }
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(io.caller().file(Names.path(name)), BasicFileAttributes.class);
      return attributes.isRegularFile() ? attributes.size() : -1;
    } catch (IOException e) {
      return -1; // opening it says why
    }
  }

  /** What messages call it. */
  public String shown() {
    return shown(name);
  }

  /** What messages call an input of this name. */
  public static String shown(String name) {
    return name.equals(STANDARD_INPUT) ? "standard input" : Quoting.name(name);
  }

  /** Bytes of a regular file; 0 if only its end can tell. */
  public long size() {
    return size;
  }

  /**
   * The same with a size: a stream goes to disk first, to a file that has no name.
   *
   * @param most bytes that are taken from a stream
   * @throws FileSystemException if it has more
   */
  public Input sized(long most) throws IOException {
    if (sized != null) {
      return this;
    }
    try (this) {
      FileChannel file = Spool.file(this, most);
      return new Input(name, file, file, file.size());
    }
  }

  /**
   * All of it: mapped where that is possible, else a copy on disk that has no name and goes with
   * the arena.
   *
   * @param most bytes that are taken from a stream; a file's size is known before it is read
   * @throws FileSystemException if a stream has more: one without end must not fill the disk
   */
  public MemorySegment memory(Arena arena, long most) throws IOException {
    if (sized != null) {
      try {
        return sized.map(MapMode.READ_ONLY, 0, size, arena);
      } catch (IOException e) {
        // Some files of /sys have a size and cannot be mapped.
        return Spool.of(this, arena, most);
      }
    }
    return Spool.of(this, arena, most);
  }

  /**
   * To be called when the work on the memory is done.
   *
   * @throws FileSystemException if the file has grown or shrunk meanwhile: then nobody knows what
   *     was computed
   */
  public void requireUnchanged() throws IOException {
    if (sized != null && sized.size() != size) {
      throw new FileSystemException(
          name,
          null,
          "changed from %d to %d bytes while it was read; try again when nobody writes to it"
              .formatted(size, sized.size()));
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    try {
      return channel.read(target);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw Reason.named(name, e);
    }
  }

  /**
   * All of it, in an array.
   *
   * @param most bytes that are accepted
   * @throws FileSystemException if there are more
   */
  public byte[] bytes(int most) throws IOException {
    byte[] all = new byte[(int) Math.min(most, Math.max(size, 1 << 16))];
    int length = 0;
    while (true) {
      int n = read(ByteBuffer.wrap(all, length, all.length - length));
      length += Math.max(0, n);
      if (n < 0) {
        return Arrays.copyOf(all, length);
      }
      if (length == all.length && length < most) {
        all = Arrays.copyOf(all, (int) Math.min(most, 2L * length));
      } else if (length == most && read(ByteBuffer.allocate(1)) >= 0) {
        throw longerThan(most);
      }
    }
  }

  FileSystemException longerThan(long most) {
    return new FileSystemException(
        name, null, "longer than %d bytes, accepted: at most as many".formatted(most));
  }

  /** Reads until the buffer is full or the end is there. */
  public void fill(ByteBuffer target) throws IOException {
    while (target.hasRemaining() && read(target) >= 0) {}
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (sized != null || !name.equals(STANDARD_INPUT)) {
      channel.close();
    }
  }

  String name() {
    return name;
  }
}
