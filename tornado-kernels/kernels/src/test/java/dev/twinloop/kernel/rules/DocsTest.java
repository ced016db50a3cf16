package dev.twinloop.kernel.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes that the guide to kernels names exist: a page outlives classes that were renamed. */
class DocsTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern NAME = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w+)");

  /** Of the JDK. */
  private static final Set<String> STRANGERS =
      Set.of("ClassCastException", "IndexOutOfBoundsException", "MemorySegment");

  @Test
  void everyClassNamedInTheGuideExists() throws IOException {
    Set<String> types = new HashSet<>(STRANGERS);
    for (Path source : sources()) {
      Matcher declared = TYPE.matcher(Files.readString(source));
      while (declared.find()) {
        types.add(declared.group(1));
      }
    }
    Set<String> missing = new TreeSet<>();
    Matcher matcher = NAME.matcher(Files.readString(ROOT.resolve("docs/kernels.md")));
    int named = 0;
    while (matcher.find()) {
      named++;
      if (!types.contains(matcher.group(1))) {
        missing.add(matcher.group(1));
      }
    }
    assertTrue(named > 20, "classes named: " + named);
    assertEquals(Set.of(), missing);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> Stream.of("target", ".git").noneMatch(part -> has(file, part)))
          .toList();
    }
  }

  private static boolean has(Path file, String part) {
    for (Path name : file) {
      if (name.toString().equals(part)) {
        return true;
      }
    }
    return false;
  }
}
