package dev.twinloop.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.workflow.Workflow;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What the server says of a real scheduler, whose accelerator is the CPU engine in a worker. */
class ObserveServerTest {
  private static final String DEVICE = "cpu-worker";
  private static final int ITEMS = 4096;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SchedulerMeters meters = new SchedulerMeters(registry);
  private final Timeline timeline = new Timeline();

  private static HttpResponse<String> ask(ObserveServer server, String method, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
      return client.send(
          HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private ObserveServer serve(SchedulerView view) throws IOException {
    return ObserveServer.start(
        new ObserveServer.Sources(registry, timeline, view),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @Test
  void metersAndHealthOfARealScheduler() throws IOException, InterruptedException {
    SchedulerConfig config =
        SchedulerConfig.defaults()
            .withStrategy(Strategy.GPU_ONLY)
            .withDevice(DEVICE)
            .withSampleRate(1)
            .withListener(Together.of(meters, timeline));
    try (HybridScheduler scheduler = HybridScheduler.open(config);
        Arena arena = Arena.ofShared()) {
      SchedulerView view = SchedulerView.of(scheduler);
      meters.watch(view);
      var task = Sha256Batch.fixed(arena.allocate(64L * ITEMS), 64, 64, ITEMS);
      var unused = scheduler.submit(task).await();
      timeline.tick(view);
      try (ObserveServer server = serve(view)) {
        String metrics = ask(server, "GET", "/metrics").body();
        String labels = "{device=\"cpu-worker\",type=\"sha256\"} 4096.0";
        assertTrue(metrics.contains("twinloop_items_total" + labels), metrics);
        assertTrue(metrics.contains("twinloop_checked_items_total{device=\"cpu-worker\"} 4096.0"));
        assertTrue(metrics.contains("twinloop_tasks_total{outcome=\"done\",type=\"sha256\"} 1.0"));
        assertTrue(
            metrics.contains("twinloop_device_state{device=\"cpu-worker\",state=\"ready\"} 1.0"));
        assertTrue(metrics.contains("quantile=\"0.99\""), metrics);
        assertTrue(metrics.contains("twinloop_queue_tasks 0.0"), metrics);
        String health = ask(server, "GET", "/health").body();
        assertTrue(health.contains("\"status\":\"up\""), health);
        assertTrue(health.contains("\"cpu-worker\":\"ready\""), health);
        String data = ask(server, "GET", "/data").body();
        assertTrue(data.contains("\"items\":{\"cpu-worker\":4096}"), data);
        assertTrue(data.contains("\"gpuShare\":1.0"), data);
      }
    }
  }

  /** Workflows had no meter of their own: a proof was seen as its steps. */
  @Test
  void aWorkflowIsCountedAndTimedBesideItsSteps() {
    SchedulerConfig config =
        SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withListener(meters);
    try (HybridScheduler scheduler = HybridScheduler.open(config);
        Arena arena = Arena.ofShared()) {
      var task = Sha256Batch.fixed(arena.allocate(64L * 8), 64, 64, 8);
      Workflow<Integer> two =
          Workflow.named(
              "two",
              16,
              steps -> {
                var first = steps.submit(task).await();
                var second = steps.submit(task).await();
                return first.report().slices().size() + second.report().slices().size();
              });
      var unused = scheduler.submit(two).await();
      Workflow<Integer> failing =
          Workflow.named(
              "two",
              16,
              steps -> {
                throw new IllegalStateException("no");
              });
      assertThrows(RuntimeException.class, () -> scheduler.submit(failing).await());
      // A listener is told when the handle has completed, and counts one meter after the other.
      while (workflows("done") + workflows("failed") < 2 || timed() < 1 || steps() < 2) {
        Thread.onSpinWait();
      }
      assertEquals(1, workflows("done"));
      assertEquals(1, workflows("failed"));
      assertEquals(1, timed());
      assertEquals(2, steps());
    }
  }

  private long timed() {
    var timer = registry.find("twinloop.workflow.time").tag("type", "two").timer();
    return timer == null ? 0 : timer.count();
  }

  private double steps() {
    var summary = registry.find("twinloop.workflow.steps").tag("type", "two").summary();
    return summary == null ? 0 : summary.totalAmount();
  }

  private double workflows(String outcome) {
    var counter = registry.find("twinloop.workflows").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void aTaskThatIsCancelledIsToldAndCountsNoFailure() {
    SchedulerConfig config =
        SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withListener(meters);
    int items = 1 << 20;
    try (HybridScheduler scheduler = HybridScheduler.open(config);
        Arena arena = Arena.ofShared()) {
      var handle = scheduler.submit(Sha256Batch.fixed(arena.allocate(64L * items), 64, 64, items));
      handle.cancel();
      assertThrows(CancellationException.class, handle::await);
    }
    assertEquals(
        1, registry.counter("twinloop.tasks", "type", "sha256", "outcome", "cancelled").count());
    assertEquals(1.0, meters.successRate());
  }

  @Test
  void aTaskThatFailsLowersTheSuccessRate() {
    meters.unfinished("t1", Story.TYPE, new IllegalStateException("lost"));
    meters.task(Story.task(java.time.Duration.ofMillis(1), Story.again("cpu", 8, "cuda:0")));
    assertEquals(0.5, meters.successRate());
  }

  @Test
  void aDeviceThatCoolsDownDegrades() throws IOException, InterruptedException {
    timeline.event(
        Story.event(dev.twinloop.scheduler.SchedulerEvent.Kind.DEVICE_UNHEALTHY, "cuda:0"));
    try (ObserveServer server = serve(SchedulerView.IDLE)) {
      HttpResponse<String> health = ask(server, "GET", "/health");
      assertEquals(200, health.statusCode(), "the CPU does the work");
      assertTrue(health.body().contains("\"status\":\"degraded\""), health.body());
    }
  }

  @Test
  void refusesWhatItDoesNotKnowAndChangesNothing() throws IOException, InterruptedException {
    try (ObserveServer server = serve(SchedulerView.IDLE)) {
      assertTrue(server.address().getAddress().isLoopbackAddress());
      assertEquals(404, ask(server, "GET", "/etc/passwd").statusCode());
      assertEquals(405, ask(server, "POST", "/metrics").statusCode());
      assertEquals("", ask(server, "HEAD", "/").body());
      HttpResponse<String> page = ask(server, "GET", "/");
      assertEquals(200, page.statusCode());
      assertFalse(page.body().contains("https://"), "an external resource");
      IOException taken =
          assertThrows(
              IOException.class,
              () ->
                  ObserveServer.start(
                      new ObserveServer.Sources(registry, timeline, SchedulerView.IDLE),
                      server.address()));
      assertTrue(String.valueOf(taken.getMessage()).contains("port=" + server.address().getPort()));
    }
  }
}
