package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between documents lead somewhere, and the README's command prints what it says. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> documents = documents();
    assertTrue(documents.size() > 15, documents::toString);
    for (Path document : documents) {
      for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
        String target = link.group(1);
        if (!target.contains("://") && !leads(document, target)) {
          broken.add(ROOT.relativize(document) + ": " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private static boolean leads(Path document, String target) throws IOException {
    int at = target.indexOf('#');
    String file = at < 0 ? target : target.substring(0, at);
    Path path = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    return Files.exists(path)
        && (at < 0 || anchors(Files.readString(path)).contains(target.substring(at + 1)));
  }

  /** As GitHub makes them: lower case, blanks to hyphens, everything else but hyphens left out. */
  private static List<String> anchors(String text) {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toList());
  }

  @Test
  void theReadmesVerdictsAreThese() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Run run =
        Run.of(
            "ecdsa",
            "verify",
            "--curve",
            "secp256k1",
            ROOT.resolve("docs/examples/signatures.jsonl").toString());
    assertEquals("", run.err());
    assertTrue(readme.contains("signatures.jsonl\n" + run.out() + "```"), run.out());
  }

  @Test
  void theReadmeIsAtMostAHundredLines() throws IOException {
    assertTrue(Files.readAllLines(ROOT.resolve("README.md")).size() <= 100);
  }
}
