package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "twinloop.device=cpu-worker")
class HashServiceTest {
  /** FIPS 180-4's example. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Value("${local.server.port}")
  private int port;

  @Test
  void linesAreHashedInAWorkerAndCounted() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://localhost:" + port);
      var post =
          HttpRequest.newBuilder(uri.resolve("/hash"))
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("abc\nabc\n"))
              .build();
      String digests = client.send(post, BodyHandlers.ofString()).body();
      assertEquals("[\"" + ABC + "\",\"" + ABC + "\"]", digests);
      var form =
          HttpRequest.newBuilder(uri.resolve("/hash"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("abc\nabc\n"))
              .build();
      assertEquals(415, client.send(form, BodyHandlers.ofString()).statusCode(), "a form was hashed encoded");
      var get = HttpRequest.newBuilder(uri.resolve("/actuator/prometheus")).build();
      String meters = client.send(get, BodyHandlers.ofString()).body();
      assertTrue(
          meters.lines().anyMatch(line -> line.startsWith("twinloop_items_total{device=\"cpu-worker\"")
              && line.endsWith(" 2.0")),
          meters);
    }
  }
}
