package dev.twinloop.kernel.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The committed kernels are what their templates and the values of fields and groups make. */
class GeneratedKernelsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/twinloop/kernel");

  @Test
  void committedKernelsAreThoseOfTheTemplates() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (Map.Entry<String, String> one : GeneratedKernels.all().entrySet()) {
      Path file = SOURCES.resolve(one.getKey());
      if (Boolean.getBoolean("twinloop.generate")) {
        Files.writeString(file, one.getValue());
      }
      expected.put(one.getKey(), words(one.getValue()));
      actual.put(one.getKey(), Files.exists(file) ? words(Files.readString(file)) : "not there");
    }
    assertEquals(expected, actual, "regenerate with -Dtwinloop.generate=true");
  }

  /** A source without its line ends, which the formatter sets. */
  private static String words(String source) {
    return source.replaceAll("[\\s*]+", " ");
  }
}
