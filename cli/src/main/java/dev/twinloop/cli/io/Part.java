package dev.twinloop.cli.io;

import dev.twinloop.cli.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file in the making, beside the place where it will stand. Its name is short and cannot be
 * guessed, it is made exclusively, and it is gone when the process ends before {@link #commit()}.
 */
final class Part implements AutoCloseable {
  private static final int RANDOM_BYTES = 8;
  private static final Set<StandardOpenOption> NEW =
      EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path target;
  private final @Nullable PosixFileAttributes old;
  private final Path path;
  private final OutputStream out;
  private final @Nullable EndOfProcess end;
  private final Caller caller;

  private Part(Path target, @Nullable PosixFileAttributes old, Caller caller) throws IOException {
    this.target = target;
    this.caller = caller;
    this.old = old;
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    this.path = target.resolveSibling(".twinloop-" + HexFormat.of().formatHex(random));
    // The daemon lets commands end by themselves; where it cannot, the visitor deletes.
    this.end = caller.equals(Caller.THIS_PROCESS) ? new EndOfProcess(this::delete) : null;
    try {
      // A new file's mode is what the umask leaves; what replaces a private file is private at
      // once.
      FileAttribute<?>[] mode =
          old == null
              ? new FileAttribute<?>[0]
              : new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              };
      caller.making(path);
      // Made and opened in one step: what stands there a moment later may be somebody's link.
      this.out = Channels.newOutputStream(step(() -> Files.newByteChannel(path, NEW, mode)));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * A part of a file.
   *
   * @param replaces whether the file is there: then the new one gets its mode, and its owner as far
   *     as that is allowed
   */
  static Part beside(Path target, boolean replaces, Caller caller) throws IOException {
    PosixFileAttributeView view =
        replaces
            ? Files.getFileAttributeView(
                target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            : null;
    return new Part(target, view == null ? null : view.readAttributes(), caller);
  }

  OutputStream stream() {
    return out;
  }

  /** Whether another one will stand in the same place. */
  boolean hasTargetOf(Part other) throws IOException {
    return place().equals(other.place());
  }

  private Path place() throws IOException {
    return path.toRealPath().resolveSibling(target.getFileName());
  }

  void commit() throws IOException {
    out.close();
    Path unused =
        step(
            () -> {
              if (old != null) {
                beLike(old);
              }
              caller.requirePresent();
              return Files.move(
                  path,
                  target,
                  StandardCopyOption.ATOMIC_MOVE,
                  StandardCopyOption.REPLACE_EXISTING);
            });
  }

  private void beLike(PosixFileAttributes old) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    try {
      if (!view.readAttributes().group().equals(old.group())) {
        view.setGroup(old.group());
      }
      if (!view.getOwner().equals(old.owner())) {
        view.setOwner(old.owner());
      }
    } catch (IOException e) {
      // Only root may give files away: ours it is.
    }
    view.setPermissions(old.permissions());
  }

  private <T> T step(EndOfProcess.Step<T> step) throws IOException {
    return end == null ? step.run() : end.step(step);
  }

  private void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    if (end != null) {
      end.close();
    }
  }
}
