package dev.twinloop.cli.io;

import dev.twinloop.cli.Io;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a command writes besides its standard output.
 *
 * <p>A regular file appears whole or not at all: it is written under another name beside its place
 * and moved there by {@link #commit()}. A symbolic link stays, and the file that it points to is
 * replaced; the new file has the old one's mode. What is no regular file (a FIFO, a device, a
 * descriptor under {@code /dev/fd}) is written directly. Closing without a commit, and the end of
 * the process by a signal, leave nothing behind. Problems name the output as the user did.
 */
public final class Output implements AutoCloseable {
  /** The name of standard output. */
  public static final String STANDARD_OUTPUT = "-";

  private static final int BUFFER = 1 << 16;
  private static final int MOST_LINKS = 40;
  private static final Pattern DESCRIPTORS = Pattern.compile("/proc/[0-9]+/(task/[0-9]+/)?fd");

  private final String name;
  private final OutputStream out;
  private final @Nullable Part part;
  private final boolean ours;

  private Output(String name, OutputStream out, @Nullable Part part, boolean ours) {
    this.name = name;
    this.out = out;
    this.part = part;
    this.ours = ours;
  }

  /**
   * Opens an output, {@code -} being standard output.
   *
   * @throws FileSystemException if it cannot be written
   */
  public static Output open(Io io, String name) throws FileSystemException {
    if (name.equals(STANDARD_OUTPUT)) {
      return new Output(name, io.out(), null, false);
    }
    try {
      Path target = target(io.caller().file(Names.path(name)));
      if (isStandardOutput(target, io.caller().pid())) {
        return new Output(name, io.out(), null, false);
      }
      boolean there = exists(target);
      boolean replaces = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
      if (there && !replaces) {
        return new Output(name, named(name, direct(target)), null, true);
      }
      if (name.endsWith("/")) {
        throw new FileSystemException(name, null, "Not a directory");
      }
      if (replaces && !Files.isWritable(target)) {
        throw new AccessDeniedException(name);
      }
      Part part = Part.beside(target, replaces, io.caller());
      return new Output(name, named(name, part.stream()), part, true);
    } catch (IOException e) {
      throw Reason.named(name, e);
    }
  }

  /** Where symbolic links lead, but for those of the kernel's to open files. */
  private static Path target(Path given) throws IOException {
    Path path = given;
    for (int links = 0; Files.isSymbolicLink(path) && !isDescriptor(path); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(given.toString(), null, "Too many levels of symbolic links");
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    return path;
  }

  /** Fails where a file of this name can neither be nor be made. */
  private static boolean exists(Path path) throws IOException {
    try {
      Object unused = Files.readAttributes(path, BasicFileAttributes.class);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isDescriptor(Path path) throws IOException {
    Path folder = path.getParent();
    return folder != null
        && Files.isSymbolicLink(path)
        && DESCRIPTORS.matcher(folder.toRealPath().toString()).matches();
  }

  /** Opened anew, a file that is standard output would be written from its start. */
  private static boolean isStandardOutput(Path path, long pid) throws IOException {
    Path folder = path.getParent();
    return folder != null
        && isDescriptor(path)
        && path.endsWith("1")
        && folder.toRealPath().startsWith("/proc/" + pid);
  }

  private static OutputStream direct(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "Is a directory");
    }
    // A regular file is here only as an open descriptor: what it holds already stays.
    return Channels.newOutputStream(
        Files.isRegularFile(target)
            ? FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
            : FileChannel.open(target, StandardOpenOption.WRITE));
  }

  private static OutputStream named(String name, OutputStream out) {
    return new BufferedOutputStream(
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            try {
              out.write(bytes, from, length);
            } catch (IOException e) {
              throw Reason.named(name, e);
            }
          }
        },
        BUFFER);
  }

  String name() {
    return name;
  }

  /** Whether it appears whole, in the place of an older one where there is one. */
  boolean replaces() {
    return part != null;
  }

  /** Whether both would be put in the place of one file. */
  boolean replacesSameAs(Output other) throws IOException {
    Part own = part;
    Part theirs = other.part;
    return own != null && theirs != null && own.hasTargetOf(theirs);
  }

  /** Where to write. */
  public OutputStream stream() {
    return out;
  }

  /** Puts a regular file in its place; writes out what a stream still holds back. */
  public void commit() throws IOException {
    out.flush();
    if (part == null) {
      return;
    }
    try {
      out.close();
      part.commit();
    } catch (NoSuchFileException e) {
      throw Reason.named(
          name, new IOException("the file in the making is gone; somebody has deleted it", e));
    } catch (IOException e) {
      throw Reason.named(name, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!ours) {
      return;
    }
    try {
      out.close();
    } catch (IOException e) {
      if (part == null) {
        throw e;
      } // what is not committed need not be whole
    } finally {
      if (part != null) {
        part.close();
      }
    }
  }
}
