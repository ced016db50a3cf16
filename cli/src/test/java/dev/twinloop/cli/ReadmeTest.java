package dev.twinloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows compiles, runs, and is what stands here. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java");

  @Test
  void theExampleRuns() {
    // example begins
    try (HybridScheduler scheduler = HybridScheduler.open();
        Arena arena = Arena.ofShared()) {
      byte[][] messages = {"abc".getBytes(UTF_8), "of any length".getBytes(UTF_8)};
      Digests digests = scheduler.submit(Sha256Batch.of(messages)).await().value();
      assertTrue(digests.hex(0).startsWith("ba7816bf"));

      MemorySegment records = arena.allocate(80 * 100_000); // off-heap: hashed where it lies
      var batch = Sha256Batch.fixed(records, 64, 80, 100_000); // 64 bytes, every 80 bytes
      var result = scheduler.submit(batch).await();
      System.out.println(result.value().hex(7) + " " + result.report().itemsByDevice());
    }
    // example ends
  }

  @Test
  void theReadmeShowsThatExample() throws IOException {
    String source = Files.readString(SOURCE);
    String shown = between(Files.readString(README), "```java\n(.*?)```");
    assertEquals(
        between(source, "// example begins\n(.*?)// example ends").strip().replaceAll("\\s+", " "),
        shown.strip().replaceAll("\\s+", " "));
  }

  /** The library's page shows what every build compiles and tests in docs/examples. */
  @Test
  void thePageOfTheLibraryShowsTheWorkflowThatIsTested() throws IOException {
    Path docs = Path.of("..", "docs");
    String source = Files.readString(docs.resolve("examples/embed/src/main/java/demo/Seal.java"));
    String page = Files.readString(docs.resolve("library.md"));
    assertEquals(
        between(source, "// example begins\n(.*?)// example ends").strip().replaceAll("\\s+", " "),
        between(page, "## A task made of tasks.*?```java\n(.*?)```")
            .strip()
            .replaceAll("\\s+", " "));
  }

  private static String between(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }
}
