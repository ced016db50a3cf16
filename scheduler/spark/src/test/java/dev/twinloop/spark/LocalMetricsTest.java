package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What tasks did is to be seen where Spark's users look: in its REST interface and metrics. */
class LocalMetricsTest {
  private static final String PLUGIN = "plugin." + TwinloopPlugin.class.getName() + ".";

  private final SparkSession session = LocalSpark.local();
  private final TwinloopSpark twinloop = TwinloopSpark.of(session);

  private String get(String path) throws IOException, InterruptedException {
    String address = session.sparkContext().uiWebUrl().get() + path;
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), address);
      return answer.body();
    }
  }

  private long metric(String name) throws IOException, InterruptedException {
    Matcher value =
        Pattern.compile(
                "\"[^\"]*"
                    + Pattern.quote(PLUGIN + name)
                    + "\"\\s*:\\s*\\{\\s*\"value\"\\s*:\\s*(\\d+)")
            .matcher(get("/metrics/json/"));
    assertTrue(value.find(), () -> name);
    return Long.parseLong(value.group(1));
  }

  @Test
  void tracesNameJobStageAndPartitionInSparksRestInterface() throws Exception {
    TaskTotals totals = twinloop.totals();
    long tasks = metric("tasks");
    long items = metric("items.cpu");
    long all = metric("application.items.cpu");

    twinloop.map(LocalSpark.batches(session, 3, 200, 32), ItemTasks.sha256(), totals).collect();

    TaskTrace trace = totals.value().last().orElseThrow();
    String stages =
        get("/api/v1/applications/" + session.sparkContext().applicationId() + "/stages");
    assertTrue(stages.contains("\"name\" : \"twinloop\""), stages);
    assertTrue(stages.contains("last trace " + trace.id()), stages);
    assertTrue(stages.contains("tasks=3, items={cpu=603}, fallbacks=0"), stages);
    String jobs =
        get(
            "/api/v1/applications/"
                + session.sparkContext().applicationId()
                + "/jobs/"
                + trace.job().orElseThrow());
    assertTrue(jobs.replaceAll("\\s", "").contains("\"stageIds\":[" + trace.stage() + "]"), jobs);
    assertTrue(trace.partition() < 3 && trace.attempt() == 0, trace.toString());
    assertEquals(tasks + 3, metric("tasks"));
    assertEquals(items + 603, metric("items.cpu"));
    assertEquals(all + 603, metric("application.items.cpu"));
    assertEquals(0, metric("application.fallbacks"));
  }

  /** Two operations in one stage have different ids: a handle's id must be its own. */
  @Test
  void chainedOperationsHaveTracesOfTheirOwn() {
    TaskTotals first = twinloop.totals();
    TaskTotals second = twinloop.totals();
    twinloop
        .map(
            twinloop.map(LocalSpark.batches(session, 1, 100, 32), ItemTasks.sha256(), first),
            ItemTasks.keccak256(),
            second)
        .collect();

    TaskTrace one = first.value().last().orElseThrow();
    TaskTrace two = second.value().last().orElseThrow();
    assertEquals(one.stage(), two.stage());
    assertEquals(0, one.task());
    assertEquals(1, two.task());
  }

  @Test
  void aTraceIsReadAsItWasWritten() {
    TaskTrace trace = new TaskTrace(0x3fa2, OptionalInt.of(12), 7, 0, 345, 1, 2);
    assertEquals("3fa20000120000070000034501000002", trace.id());
    assertEquals(trace, TaskTrace.parse(trace.id()));
    assertEquals("job 12, stage 7.0, partition 345.1, task 2", trace.toString());
    TaskTrace alone = new TaskTrace(1, OptionalInt.empty(), 7, 0, 0, 0, 0);
    assertEquals(alone, TaskTrace.parse(alone.id()));
    assertTrue(alone.toString().startsWith("job unknown"));
  }

  @Test
  void totalsAddUp() {
    TaskTotals.FellBack fell = new TaskTotals.FellBack("t", "cuda:0", "lied");
    TaskTotals.Totals one =
        new TaskTotals.Totals(1, Map.of("cpu", 5L), 1, java.util.List.of(fell), "t");
    TaskTotals sum = new TaskTotals();
    sum.add(one);
    for (int i = 0; i < 20; i++) {
      sum.add(one);
    }
    TaskTotals copy = sum.copy();
    copy.merge(sum);
    assertEquals(42, copy.value().tasks());
    assertEquals(210, copy.value().items());
    assertEquals(42, copy.value().fallbacks());
    assertEquals(16, copy.value().fellBack().size());
    assertTrue(copy.value().toString().contains("t: cuda:0: lied"));
    copy.reset();
    assertTrue(copy.isZero());
  }
}
