package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY.txt, which a bundle carries, names the libraries that are really there. */
class ThirdPartyTest {
  private static final Path LIST = Path.of("../THIRD-PARTY.txt");

  /** A jar as a local repository of Maven has it: group, artifact, version. */
  private static final Pattern JAR =
      Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/[^/]+\\.jar");

  /** Of tests alone. */
  private static final List<String> TESTS =
      List.of(
          "org.junit",
          "org.opentest4j",
          "org.apiguardian",
          "com.tngtech.archunit",
          "org.slf4j",
          "org.springframework",
          "org.jacoco",
          "org.apache.maven",
          "dev.twinloop");

  @Test
  void everyLibraryIsNamedWithItsVersionAndNoOther() throws IOException {
    Set<String> there =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> JAR.matcher(entry.replace('\\', '/')))
            .filter(Matcher::matches)
            .map(jar -> jar.group(1).replace('/', '.') + ":" + jar.group(2) + ":" + jar.group(3))
            .filter(name -> TESTS.stream().noneMatch(name::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));
    assumeTrue(!there.isEmpty(), "the class path is not Maven's");
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(LIST)) {
      if (line.matches("[^ ]+:[^ ]+:[^ ]+  .*")) {
        assertTrue(line.matches("[^ ]+  [^ ].*  https?://[^ ]+"), line);
        named.add(line.substring(0, line.indexOf(' ')));
      }
    }
    assertEquals(there, named);
  }
}
