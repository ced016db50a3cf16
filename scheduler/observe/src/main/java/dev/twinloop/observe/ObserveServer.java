package dev.twinloop.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A small HTTP server over a scheduler's meters and timeline. It only answers {@code GET} and
 * {@code HEAD}, changes nothing, and knows no passwords: bind it to a loopback address unless the
 * network is trusted.
 *
 * <table>
 * <caption>Paths</caption>
 * <tr><td>{@code /}</td><td>the dashboard, one page without external resources</td></tr>
 * <tr><td>{@code /data}</td><td>what it shows, JSON</td></tr>
 * <tr><td>{@code /metrics}</td><td>all meters, Prometheus text format 0.0.4</td></tr>
 * <tr><td>{@code /health}</td><td>states of the devices, JSON</td></tr>
 * </table>
 */
public final class ObserveServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ObserveServer.class.getName());
  private static final int BACKLOG = 16;
  private static final int THREADS = 4;
  private static final String PLAIN = "text/plain";
  private static final String METRICS = "text/plain; version=0.0.4";
  private static final String JSON = "application/json";

  private final Sources sources;
  private final byte[] page;
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("twinloop-http-", 0).factory());
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("twinloop-timeline").factory());

  /**
   * What is served.
   *
   * @param registry all meters
   * @param timeline is ticked once a second by the server
   * @param view of the scheduler
   */
  public record Sources(PrometheusMeterRegistry registry, Timeline timeline, SchedulerView view) {}

  private ObserveServer(Sources sources, InetSocketAddress address) throws IOException {
    this.sources = sources;
    this.page = page();
    this.server = bound(address);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
  }

  /**
   * Serves until it is closed.
   *
   * @param address port 0 takes a free one
   * @throws IOException if the address cannot be bound
   */
  public static ObserveServer start(Sources sources, InetSocketAddress address) throws IOException {
    ObserveServer server = new ObserveServer(sources, address);
    server.server.start();
    Object unused =
        server.ticker.scheduleAtFixedRate(
            () -> sources.timeline().tick(sources.view()), 1, 1, TimeUnit.SECONDS);
    return server;
  }

  private static HttpServer bound(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new IOException("host=" + address.getHostString() + ": no such address");
    }
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException e) {
      throw new IOException(
          "address=%s, port=%d: %s; port 0 takes a free one"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
  }

  private static byte[] page() throws IOException {
    try (InputStream in = ObserveServer.class.getResourceAsStream("dashboard.html")) {
      if (in == null) {
        throw new IOException("dashboard.html is missing beside " + ObserveServer.class);
      }
      return in.readAllBytes();
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, PLAIN, text("accepted: GET, HEAD\n"));
        return;
      }
      Timeline timeline = sources.timeline();
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> send(exchange, 200, "text/html", page);
        case "/data" -> send(exchange, 200, JSON, text(TimelineJson.dashboard(timeline)));
        case "/health" ->
            send(exchange, 200, JSON, text(TimelineJson.health(timeline, sources.view())));
        case "/metrics" -> send(exchange, 200, METRICS, text(sources.registry().scrape()));
        default -> send(exchange, 404, PLAIN, text("accepted: /, /data, /health, /metrics\n"));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "http: " + exchange.getRequestURI() + " failed", e);
      throw e;
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
            + " connect-src 'self'; img-src data:; frame-ancestors 'none'");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Stops at once. Idempotent. */
  @Override
  public void close() {
    server.stop(0);
    ticker.shutdownNow();
    threads.shutdownNow();
  }
}
