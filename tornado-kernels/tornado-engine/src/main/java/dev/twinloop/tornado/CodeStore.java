package dev.twinloop.tornado;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Compiled kernels on disk, kept from one worker to the next. A directory that only its owner may
 * enter, one file a kernel:
 *
 * <pre>
 *   KEY.kernel    "TLK2", checksum (CRC-32), entry point, options, number of accesses, accesses, code
 * </pre>
 *
 * <p>The key names everything that the code depends on, so a file is right or not there. It may be
 * deleted at any time, also while workers run. A file that is cut short, or that is not this
 * user's, counts as not there. When the directory grows beyond its limit, the files that were used
 * least recently go. Thread-safe, also between processes: a file appears whole, by a rename.
 */
final class CodeStore {
  /** A directory, or {@code off}. */
  static final String PROPERTY = "twinloop.kernel.cache";

  private static final System.Logger LOG = System.getLogger(CodeStore.class.getName());
  private static final int MAGIC = 0x544C4B32;
  private static final String ENDING = ".kernel";
  private static final long MOST_BYTES = 256L << 20;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Optional<Path> directory;
  private final long mostBytes;

  private CodeStore(Optional<Path> directory, long mostBytes) {
    this.directory = directory;
    this.mostBytes = mostBytes;
  }

  /** The store that {@link #PROPERTY} names, or the one in the user's cache directory. */
  static CodeStore ofUser() {
    String named = System.getProperty(PROPERTY, "");
    if (named.equals("off")) {
      return new CodeStore(Optional.empty(), 0);
    }
    return in(named.isEmpty() ? usual(System.getenv()) : Path.of(named), MOST_BYTES);
  }

  /** {@code $XDG_CACHE_HOME/twinloop/kernels}, or the same under {@code ~/.cache}. */
  static Path usual(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        cache.isEmpty() || !Path.of(cache).isAbsolute()
            ? Path.of(System.getProperty("user.home", "/"), ".cache")
            : Path.of(cache);
    return base.resolve("twinloop/kernels");
  }

  /** A store in this directory, which is made; empty for ever if that does not work. */
  static CodeStore in(Path directory, long mostBytes) {
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      if (isPrivate(directory)) {
        return new CodeStore(Optional.of(directory), mostBytes);
      }
      LOG.log(
          System.Logger.Level.INFO,
          "compiled kernels are not kept: {0} can be written by others; chmod 700 it",
          directory);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(
          System.Logger.Level.INFO,
          "compiled kernels are not kept: {0} cannot be used ({1}); set -D{2}",
          directory,
          e,
          PROPERTY);
    }
    return new CodeStore(Optional.empty(), mostBytes);
  }

  /** What is kept under this key. */
  Optional<KernelCode> get(String key) {
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    Path file = file(directory.get(), key);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      KernelCode code = decode(Files.readAllBytes(file));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(code);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "kept kernel " + file + " is not used", e);
      drop(key);
      return Optional.empty();
    }
  }

  /** Keeps the code; one that cannot be written is compiled again next time. */
  void put(String key, KernelCode code) {
    if (directory.isEmpty()) {
      return;
    }
    try {
      Path whole = Files.createTempFile(directory.get(), "new", ".part");
      try {
        Files.write(whole, encode(code));
        Files.move(whole, file(directory.get(), key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
      trim(directory.get());
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "kernel is not kept: " + key, e);
    }
  }

  /** Forgets the code of this key. */
  void drop(String key) {
    try {
      if (directory.isPresent()) {
        Files.deleteIfExists(file(directory.get(), key));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "kept kernel is not deleted: " + key, e);
    }
  }

  private static Path file(Path directory, String key) {
    return directory.resolve(key + ENDING);
  }

  private static boolean isPrivate(Path directory) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    return !permissions.contains(PosixFilePermission.GROUP_WRITE)
        && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
        && Files.isWritable(directory)
        && Files.getOwner(directory).getName().equals(System.getProperty("user.name"));
  }

  private static byte[] encode(KernelCode code) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF(code.entryPoint());
    out.writeUTF(code.options());
    out.writeByte(code.accesses().size());
    for (String access : code.accesses()) {
      out.writeUTF(access);
    }
    out.write(code.bytes());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream framed = new DataOutputStream(file);
    framed.writeInt(MAGIC);
    framed.writeInt(checksum(body.toByteArray()));
    body.writeTo(framed);
    return file.toByteArray();
  }

  private static KernelCode decode(byte[] file) throws IOException {
    DataInputStream framed = new DataInputStream(new ByteArrayInputStream(file));
    int magic = framed.readInt();
    int checksum = framed.readInt();
    byte[] body = framed.readAllBytes();
    if (magic != MAGIC || checksum != checksum(body)) {
      throw new IOException("kept kernel: bytes=" + file.length + ", damaged");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    String entryPoint = in.readUTF();
    String options = in.readUTF();
    int count = in.readUnsignedByte();
    List<String> accesses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accesses.add(in.readUTF());
    }
    return new KernelCode(entryPoint, accesses, options, in.readAllBytes());
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** A file and what is needed to choose among many. */
  private record Kept(Path path, long bytes, FileTime used) {
    static Kept of(Path path) {
      try {
        return new Kept(path, Files.size(path), Files.getLastModifiedTime(path));
      } catch (IOException _) {
        return new Kept(path, 0, FileTime.fromMillis(0));
      }
    }
  }

  private void trim(Path directory) throws IOException {
    List<Kept> all;
    try (Stream<Path> files = Files.list(directory)) {
      all = files.map(Kept::of).sorted(Comparator.comparing(Kept::used)).toList();
    }
    long bytes = all.stream().mapToLong(Kept::bytes).sum();
    for (Kept oldest : all) {
      if (bytes <= mostBytes) {
        return;
      }
      Files.deleteIfExists(oldest.path());
      bytes -= oldest.bytes();
    }
  }
}
