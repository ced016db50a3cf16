package dev.twinloop.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** All files of a folder of vectors that match; skips the calling test where there are none. */
  public static List<Path> files(String folder, String glob) throws IOException {
    Path directory = file(folder);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
      found.forEach(files::add);
    }
    Assumptions.assumeFalse(files.isEmpty(), () -> "no " + glob + " in " + directory);
    files.sort(null);
    return files;
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
