package dev.twinloop.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. {@code target/dashboard.png} shows it afterwards. */
class DashboardTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private static final Pattern URL = Pattern.compile("\"url\":\"([^\"]*)\"");

  @TempDir private Path folder;

  @Test
  void theDashboardDrawsWithoutAnErrorAndAsksNobodyElse() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": apt-get install chromium");
    AtomicLong clock = new AtomicLong(1_800_000_000_000L);
    Timeline timeline = new Timeline(clock::get);
    for (int second = 0; second < 100; second++) {
      Story.second(timeline, second);
      clock.addAndGet(1000);
      timeline.tick(SchedulerView.IDLE);
    }
    ObserveServer.Sources sources =
        new ObserveServer.Sources(
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), timeline, SchedulerView.IDLE);
    try (ObserveServer server =
        ObserveServer.start(sources, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      String own = "http://127.0.0.1:" + server.address().getPort() + "/";
      Path netLog = folder.resolve("net.json");
      String page = browse(own, "--dump-dom", "--log-net-log=" + netLog);
      assertEquals(
          6, Pattern.compile("<svg[^>]*viewBox=\"0 0 420").matcher(page).results().count());
      assertTrue(Pattern.compile("data-samples=\"[1-9]").matcher(page).find(), page);
      for (String shown : List.of("cuda:0", "cooling-down", "p99", "mismatches", "<rect")) {
        assertTrue(page.contains(shown), shown + " is not in " + page);
      }
      assertEquals(List.of(), othersAsked(Files.readString(netLog), own));
      browse(own, "--screenshot=" + Path.of("target", "dashboard.png").toAbsolutePath());
    }
  }

  /**
   * What the page made the browser ask for, other than from the server. What the browser asks for
   * its own sake has no initiator.
   */
  private static List<String> othersAsked(String netLog, String own) {
    List<String> asked =
        netLog
            .lines()
            .filter(event -> event.contains("\"initiator\":\""))
            .filter(event -> !event.contains("\"initiator\":\"not an origin\""))
            .flatMap(event -> URL.matcher(event).results())
            .map(url -> url.group(1))
            .toList();
    assertTrue(asked.contains(own + "data"), asked.toString());
    return asked.stream().filter(url -> !url.startsWith(own)).toList();
  }

  private String browse(String url, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1400,1000",
                "--virtual-time-budget=2500",
                "--enable-logging=stderr"));
    command.addAll(List.of(options));
    command.add(url);
    Path err = folder.resolve("err");
    Path out = folder.resolve("out");
    Process chromium =
        new ProcessBuilder(command)
            .redirectError(err.toFile())
            .redirectOutput(out.toFile())
            .start();
    assertEquals(0, chromium.waitFor(), () -> text(err));
    List<String> console = text(err).lines().filter(line -> line.contains("CONSOLE")).toList();
    assertEquals(List.of(), console);
    return text(out);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
