package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Fault 12: tests failed on a busy machine, because limits of time were verdicts. A limit in a test
 * keeps a suite from hanging, and is so long that no machine is that busy.
 */
class TimeLimitsTest {
  private static final int LEAST_MINUTES = 10;

  /** What ends a wait, and after how long. */
  private static final List<Pattern> LIMITS =
      List.of(
          Pattern.compile("@Timeout\\((?:value = )?(?<n>\\d+)(?:, unit = (?<unit>[\\w.]+))?\\)"),
          Pattern.compile("orTimeout\\(\\s*(?<n>\\d+), (?<unit>[\\w.]+)"),
          Pattern.compile("assertTimeout\\w*\\(\\s*Duration\\.of(?<unit>\\w+)\\((?<n>\\d+)"),
          Pattern.compile(
              "\\.(?:await|get|waitFor|tryAcquire|poll|awaitTermination)"
                  + "\\(\\s*(?<n>\\d+), (?<unit>[\\w.]+)\\)"));

  private static boolean tooShort(MatchResult limit) {
    String unit = limit.group("unit") == null ? "SECONDS" : limit.group("unit");
    String name = unit.substring(unit.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    long seconds = TimeUnit.valueOf(name).toSeconds(Long.parseLong(limit.group("n")));
    return seconds < TimeUnit.MINUTES.toSeconds(LEAST_MINUTES);
  }

  private static List<String> tooShort(String text) {
    return LIMITS.stream()
        .flatMap(limit -> limit.matcher(text).results())
        .filter(TimeLimitsTest::tooShort)
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void noLimitOfATestIsAVerdict() throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    List<String> found = new ArrayList<>();
    int files = 0;
    for (String module :
        List.of("scheduler", "cpu-reference", "tornado-kernels", "bench", "cli", "docs/examples")) {
      try (Stream<Path> all = Files.walk(root.resolve(module))) {
        for (Path file : all.filter(TimeLimitsTest::isTest).toList()) {
          files++;
          for (String limit : tooShort(Files.readString(file))) {
            found.add(root.relativize(file) + ": " + limit);
          }
        }
      }
    }
    assertTrue(files > 200, "files=" + files);
    assertEquals(List.of(), found, "accepted: " + LEAST_MINUTES + " minutes or more");
  }

  private static boolean isTest(Path file) {
    String path = file.toString();
    return path.endsWith(".java")
        && path.contains("/src/test/")
        && !path.endsWith("/TimeLimitsTest.java");
  }

  @Test
  void theRuleKnowsWhatItForbids() {
    for (String bad :
        List.of(
            "@Timeout(60)",
            "@Timeout(value = 500, unit = MILLISECONDS)",
            "x.orTimeout(60, TimeUnit.SECONDS)",
            "assertTimeout(Duration.ofSeconds(2), () -> {})",
            "latch.await(20, TimeUnit.SECONDS)",
            "process.waitFor(9, TimeUnit.MINUTES)")) {
      assertEquals(1, tooShort(bad).size(), bad);
    }
    for (String good :
        List.of("@Timeout(3600)", "process.waitFor(10, TimeUnit.MINUTES)", "latch.await()")) {
      assertEquals(List.of(), tooShort(good));
    }
  }
}
