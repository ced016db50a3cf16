package dev.twinloop.worker.memory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory that only this user may enter. It is for files that exist for a short time, until the
 * other side has opened them.
 *
 * <p>Its name says which process made it ({@link Owner}). If that process is killed too early, the
 * next process that starts a worker removes the directory.
 */
public final class PrivateDirectory implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PrivateDirectory.class.getName());

  private final Path path;

  private PrivateDirectory(Path path) {
    this.path = path;
  }

  /** A new directory in this place. */
  public static PrivateDirectory in(Path place) throws IOException {
    return new PrivateDirectory(
        Files.createTempDirectory(
            place,
            Owner.self().prefix(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  /** Removes from one place the directories of this user's processes that have ended. */
  public static void sweep(Path place) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(place, Owner.PATTERN)) {
      for (Path directory : left) {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
            && Files.isWritable(directory)
            && Owner.of(directory.getFileName().toString()).filter(Owner::isDead).isPresent()) {
          remove(directory);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "not swept: " + place, e);
    }
  }

  private static void remove(Path directory) {
    try {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "left behind: " + directory, e);
    }
  }

  /** Removes the directory and the files in it. Idempotent. */
  @Override
  public void close() {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      remove(path);
    }
  }
}
