package dev.twinloop.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Published test vectors: in the folder that {@code -Dtwinloop.vectors} names, or {@code
 * ../shared/vectors} beside the repository.
 */
public final class Vectors {
  private Vectors() {}

  /** A file of vectors; skips the calling test, saying why, where it is missing. */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "no vectors at " + file + "; set -Dtwinloop.vectors=DIR");
    return file;
  }

  private static Path folder() {
    String named = System.getProperty("twinloop.vectors", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    Path here = Path.of("").toAbsolutePath();
    while (here != null) {
      Path vectors = here.resolveSibling("shared").resolve("vectors");
      if (Files.isDirectory(vectors)) {
        return vectors;
      }
      here = here.getParent();
    }
    return Path.of("../shared/vectors");
  }
}
