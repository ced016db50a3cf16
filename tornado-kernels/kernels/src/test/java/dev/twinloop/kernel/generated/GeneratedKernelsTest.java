package dev.twinloop.kernel.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed kernels are what their templates and the values of fields and groups make. */
class GeneratedKernelsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/twinloop/kernel");
  private static final Map<String, String> MADE = GeneratedKernels.all();

  @Test
  void committedKernelsAreThoseOfTheTemplates() throws IOException {
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, String> one : MADE.entrySet()) {
      Path file = SOURCES.resolve(one.getKey());
      if (Boolean.getBoolean("twinloop.generate")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, one.getValue());
      }
      if (!Files.exists(file) || !words(Files.readString(file)).equals(words(one.getValue()))) {
        different.add(one.getKey());
      }
    }
    assertEquals(List.of(), different, "regenerate with -Dtwinloop.generate=true");
  }

  /** A file that says that it is generated has a template, so that nobody mends it by hand. */
  @Test
  void noGeneratedFileIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> left =
          files
              .filter(file -> file.toString().endsWith(".java") && isGenerated(file))
              .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
              .filter(file -> !MADE.containsKey(file))
              .toList();
      assertEquals(List.of(), left);
    }
  }

  private static boolean isGenerated(Path file) {
    try {
      return Files.readString(file).startsWith("// Generated from ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source without its line ends, which the formatter sets. */
  private static String words(String source) {
    return source.replaceAll("[\\s*]+", "");
  }
}
