package dev.twinloop.zk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The Groth16 vectors: in the folder that {@code -Dtwinloop.vectors} names, or {@code
 * ../shared/vectors} beside the project.
 */
public final class Sets {
  private static final Path ROOT = find();

  private Sets() {}

  private static Path find() {
    String named = System.getProperty("twinloop.vectors", "");
    if (!named.isEmpty()) {
      return Path.of(named, "groth16");
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared/vectors/groth16");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return Path.of("../shared/vectors/groth16");
  }

  /** A file of the vectors; the test is skipped if it is not there. */
  public static Path file(String name) {
    Path file = ROOT.resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "no vectors at " + file + "; set -Dtwinloop.vectors=DIR");
    return file;
  }

  /** The names of all sets, such as {@code bn254/mimc}. */
  public static List<String> names() {
    file("README.md");
    try (Stream<Path> paths = Files.walk(ROOT, 2)) {
      return paths
          .filter(path -> Files.isReadable(path.resolve("circuit.zkey")))
          .map(path -> ROOT.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Off-heap memory that ends where the file ends: reading past it throws. */
  public static MemorySegment memory(byte[] content) {
    MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, content.length));
    MemorySegment.copy(MemorySegment.ofArray(content), 0, memory, 0, content.length);
    return memory.asSlice(0, content.length);
  }

  public static MemorySegment memory(String name) {
    return memory(bytes(name));
  }
}
