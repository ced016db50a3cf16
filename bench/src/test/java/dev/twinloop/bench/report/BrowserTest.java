package dev.twinloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: its script runs, it says no error, and it asks for nothing. */
class BrowserTest {
  private static final Pattern URL = Pattern.compile("\"url\":\"(?:https?|wss?|ftp)://([^/\"]*)");

  @TempDir private Path folder = Path.of("");
  private String browser = "";

  @BeforeEach
  void findBrowser() {
    Optional<String> found =
        Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
            .flatMap(
                name ->
                    Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(place -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();
    assumeTrue(found.isPresent(), "skipped: no chromium or google-chrome on the PATH");
    browser = found.orElseThrow();
  }

  /** What a browser makes of a page. */
  private record Opened(String page, String log, String net) {}

  private Opened open(String html) throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("page.html"), html);
    Path dom = folder.resolve("dom");
    Path log = folder.resolve("log");
    Path net = folder.resolve("net.json");
    List<String> command = new ArrayList<>(List.of(browser, "--headless", "--no-sandbox"));
    command.addAll(
        List.of(
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter",
            "--no-first-run",
            "--enable-logging=stderr",
            "--user-data-dir=" + folder.resolve("profile"),
            "--log-net-log=" + net,
            "--dump-dom",
            page.toUri().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(log));
    return new Opened(Files.readString(dom), read(log), read(net));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  /** Hosts that were asked; the browser itself asks some for the time and for news of itself. */
  private static Set<String> asked(Opened opened) {
    Set<String> asked = new TreeSet<>();
    Matcher urls = URL.matcher(opened.net());
    while (urls.find()) {
      asked.add(urls.group(1));
    }
    return asked;
  }

  @Test
  void thePageOpensWithoutErrorAndAsksForNothing() throws Exception {
    Report report = Reports.small();
    Opened opened = open(ReportFormat.HTML.write(report));
    assertTrue(opened.page().contains("data-rows=\"" + report.rows().size() + "\""), opened.page());
    assertTrue(opened.page().contains("<svg"), opened.page());
    assertFalse(opened.log().contains("CONSOLE"), opened.log());
    Set<String> asked = asked(opened);
    asked.removeAll(asked(open("<!DOCTYPE html>")));
    assertEquals(Set.of(), asked);
  }

  /** This test can fail: an error of a script and a request are both seen. */
  @Test
  void anErrorAndARequestWouldBeSeen() throws Exception {
    Opened opened =
        open(
            "<!DOCTYPE html><img"
                + " src=\"http://twinloop.invalid/x.png\"><script>nothing();</script>");
    assertTrue(opened.log().contains("CONSOLE"), opened.log());
    assertTrue(asked(opened).contains("twinloop.invalid"), asked(opened).toString());
  }
}
