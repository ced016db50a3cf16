package demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HashController {
  private final HybridScheduler scheduler;

  HashController(HybridScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The SHA-256 of each line, in hex. No thread of the server waits for it. */
  @PostMapping(path = "/hash", consumes = MediaType.TEXT_PLAIN_VALUE) // a form would be hashed as it is encoded
  CompletableFuture<List<String>> hash(@RequestBody String body) {
    byte[][] lines = body.lines().map(line -> line.getBytes(UTF_8)).toArray(byte[][]::new);
    return scheduler
        .submit(Sha256Batch.of(lines))
        .future()
        .thenApply(done -> hex(done.value(), lines.length));
  }

  private static List<String> hex(Digests digests, int count) {
    return IntStream.range(0, count).mapToObj(digests::hex).toList();
  }
}
