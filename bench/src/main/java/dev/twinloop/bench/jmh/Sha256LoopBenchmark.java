package dev.twinloop.bench.jmh;

import dev.twinloop.bench.JdkSha256;
import dev.twinloop.bench.TestData;
import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How near does the annotated loop come to the JDK's own SHA-256 on one core? Messages of one
 * length, in place; a score is messages a microsecond, millions a second. The loop reads shared
 * off-heap memory and writes receipts, as it does under every engine; the JDK reads a byte array,
 * the fastest it has.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class Sha256LoopBenchmark {
  private static final int MESSAGES = 1 << 14;
  private static final int DIGEST = 32;

  /** Bytes of a message. */
  @Param({"64", "256"})
  public int bytes;

  private byte[] heap = {};
  private final byte[] digests = new byte[MESSAGES * DIGEST];
  private final Arena arena = Arena.ofShared();
  private final CpuEngine oneCore = new CpuEngine(1);
  private Slot slot;
  private int nonce;

  /** Makes messages and a slot that holds them. */
  @Setup
  public void prepare() {
    MemorySegment data = TestData.random(arena, (long) MESSAGES * bytes);
    heap = JdkSha256.copy(data);
    BoundProgram<Digests> program = Sha256Batch.fixed(data, bytes, bytes, MESSAGES).program();
    slot = oneCore.openSlot(program.program(), MESSAGES);
    program.encode(new Slice(0, MESSAGES), slot.buffers());
  }

  /** The baseline. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public byte[] jdk() {
    JdkSha256.hash(heap, bytes, digests, 1);
    return digests;
  }

  /** The loop. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long loop() {
    slot.buffers().startRun(++nonce);
    long kernelNs = slot.run().kernelNs();
    if (!slot.buffers().missingReceipt(nonce).isEmpty()) {
      throw new IllegalStateException("the loop did not run over all messages");
    }
    return kernelNs;
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    slot.close();
    oneCore.close();
    arena.close();
  }
}
