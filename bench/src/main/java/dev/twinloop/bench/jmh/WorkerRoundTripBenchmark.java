package dev.twinloop.bench.jmh;

import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.cpu.CpuWorkerProvider;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
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
 * What does it cost that an engine lives in another process? One run of a slot that hashes a single
 * message, in this JVM and in a worker: the difference is the request's frame, the answer's frame
 * and two thread hand-overs on either side. Percentiles count here, so every run is sampled.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class WorkerRoundTripBenchmark {
  /** Where the CPU engine lives. */
  public enum Home {
    CALLER,
    WORKER
  }

  /** Where the CPU engine lives. */
  @Param public Home home;

  private DeviceEngine engine;
  private Slot slot;
  private int nonce;

  /** Starts the engine and prepares the slot. */
  @Setup
  public void prepare() {
    engine =
        home == Home.CALLER
            ? new CpuEngine()
            : WorkerEngine.start(
                new CpuWorkerProvider(), CpuWorkerProvider.DEVICE_ID, WorkerOptions.defaults());
    BoundProgram<Digests> program = Sha256Batch.of(new byte[64]).program();
    slot = engine.openSlot(program.program(), 1);
    program.encode(new Slice(0, 1), slot.buffers());
  }

  /** One run. */
  @Benchmark
  public Timings run() {
    slot.buffers().startRun(++nonce);
    return slot.run();
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    slot.close();
    engine.close();
  }
}
