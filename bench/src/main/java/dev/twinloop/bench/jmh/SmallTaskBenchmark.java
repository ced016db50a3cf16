package dev.twinloop.bench.jmh;

import dev.twinloop.bench.JdkSha256;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From how many messages on is a task worth submitting? The time of one whole task on the CPU, from
 * {@code submit} to the digests, beside the JDK's time for the same messages on the calling thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SmallTaskBenchmark {
  private static final int MESSAGE = 64;
  private static final int DIGEST = 32;

  /** Messages a task. */
  @Param({"1", "100", "10000"})
  public int messages;

  private byte[][] apart = {};
  private byte[] together = {};
  private byte[] digests = {};
  private final HybridScheduler scheduler =
      HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY));

  /** Makes the messages. */
  @Setup
  public void prepare() {
    together = new byte[messages * MESSAGE];
    new Random(7).nextBytes(together);
    apart = new byte[messages][];
    for (int i = 0; i < messages; i++) {
      apart[i] = java.util.Arrays.copyOfRange(together, i * MESSAGE, (i + 1) * MESSAGE);
    }
    digests = new byte[messages * DIGEST];
  }

  /** The baseline. */
  @Benchmark
  public byte[] jdk() {
    JdkSha256.hash(together, MESSAGE, digests, 1);
    return digests;
  }

  /** The whole way. */
  @Benchmark
  public Digests task() {
    return scheduler.submit(Sha256Batch.of(apart)).await().value();
  }

  /** Ends the scheduler. */
  @TearDown
  public void close() {
    scheduler.close();
  }
}
