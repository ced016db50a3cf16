package dev.twinloop.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents say of meters is what there is. */
class DocumentedMetersTest {
  private static final Path DOCS = Path.of("..", "..", "docs");

  @Test
  void theTableOfTheDocumentsListsExactlyTheMetersAndTheirTags() throws IOException {
    Set<String> documented =
        Pattern.compile("(?m)^\\| `(twinloop\\.[a-z.]+)` \\| [a-z]+ \\| ([^|]*) \\|")
            .matcher(Files.readString(DOCS.resolve("operations.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2).replace("`", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> registered =
        Arrays.stream(SchedulerMeter.values())
            .map(meter -> meter.id() + " " + String.join(", ", meter.tags()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(registered, documented);
  }

  @Test
  void theGrafanaDashboardAsksForMetricsThatExist() throws IOException {
    String json = Files.readString(DOCS.resolve("grafana").resolve("twinloop.json"));
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {}
    }
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    assertEquals(List.of(), SelfCheck.problems(registry, new SchedulerMeters(registry)));
    Set<String> offered =
        Pattern.compile("(?m)^(twinloop_[a-z_]+)")
            .matcher(registry.scrape())
            .results()
            .map(line -> line.group(1))
            .collect(Collectors.toSet());
    List<String> asked =
        Pattern.compile("twinloop_[a-z_]+").matcher(json).results().map(m -> m.group()).toList();
    assertTrue(asked.size() > 8, asked.toString());
    assertEquals(List.of(), asked.stream().filter(name -> !offered.contains(name)).toList());
  }
}
