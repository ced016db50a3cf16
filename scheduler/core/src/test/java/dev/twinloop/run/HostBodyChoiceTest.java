package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.CostCurve;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The loop or the host body, whichever was measured faster; neither by its first run alone. */
class HostBodyChoiceTest {
  private static final int SLICE = 16;
  private static final SchedulerConfig CPU =
      SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withSliceItems(SLICE);
  private static final AtomicInteger BODIES = new AtomicInteger();

  /** Doubles numbers, by a kernel or by a body that counts. */
  private record Bodied(int count) implements Task<int[]> {
    @Override
    public TaskType type() {
      return new TaskType("bodied");
    }

    @Override
    public long items() {
      return count;
    }

    @Override
    public BoundProgram<int[]> program() {
      return BoundProgram.of(this, new BodiedProgram());
    }

    Doubling doubling() {
      return Doubling.ofRange(count);
    }
  }

  private record BodiedProgram() implements Program<Bodied, int[]> {
    private static final DoublingProgram DOUBLING = new DoublingProgram(false);

    @Override
    public Slicing slicing() {
      return DOUBLING.slicing();
    }

    @Override
    public List<BufferSpec> buffers(int capacity) {
      return DOUBLING.buffers(capacity);
    }

    @Override
    public List<KernelCall> kernels(int capacity) {
      return DOUBLING.kernels(capacity);
    }

    @Override
    public int[] newResult(Bodied task) {
      return new int[task.count()];
    }

    @Override
    public void encode(Bodied task, Slice slice, Buffers buffers) {
      DOUBLING.encode(task.doubling(), slice, buffers);
    }

    @Override
    public void decode(Bodied task, Slice slice, Buffers buffers, int[] result) {
      DOUBLING.decode(task.doubling(), slice, buffers, result);
    }

    @Override
    public CheckOutcome check(Bodied task, Slice slice, int[] result, Sampler sampler) {
      return DOUBLING.check(task.doubling(), slice, result, sampler);
    }

    @Override
    public Optional<HostBody<Bodied, int[]>> hostBody() {
      return Optional.of(
          (part, _) -> {
            BODIES.incrementAndGet();
            int[] values = part.task().doubling().values();
            for (long i = part.slice().from(); i < part.slice().to(); i++) {
              part.result()[(int) i] = 2 * values[(int) i];
            }
          });
    }
  }

  private static int bodiesOf(int coldRuns) {
    Bench bench = new Bench(CPU);
    Program<?, ?> program = new Bodied(1).program().program();
    for (int i = 0; i < 3; i++) {
      bench.costs.of(program, Costs.LOOP).observe(SLICE, 5_000_000, true, 0);
    }
    for (int i = 0; i < coldRuns; i++) {
      bench.costs.of(program, Costs.BODY).observe(SLICE, 41_000_000, true, 0);
    }
    BODIES.set(0);
    Bodied task = new Bodied(20 * SLICE);
    Bench.Taken<int[]> taken = bench.submit(task, CPU, Long.MAX_VALUE);
    bench.cpuAll();
    assertArrayEquals(task.doubling().expected(), taken.value());
    return BODIES.get();
  }

  /** The JDK's SHA-256 was left for good because its first slice had loaded and compiled it. */
  @Test
  void aBodyIsNotLeftForItsFirstRun() {
    assertTrue(bodiesOf(1) > 0);
    assertTrue(bodiesOf(3) > 0, "two threads of a busy machine, and once more");
  }

  @Test
  void aBodyThatIsSlowerIsLeft() {
    assertEquals(0, bodiesOf(12));
  }

  /** A large slice that an earlier run had measured cold outlived every later run. */
  @Test
  void aColdRunThatIsRememberedDoesNotDecide() {
    Bench bench = new Bench(CPU);
    Program<?, ?> program = new Bodied(1).program().program();
    bench.costs.of(program, Costs.BODY).recall(new CostCurve.Kept(6, 80, 72e6, 72e6, 400));
    for (int i = 0; i < 12; i++) {
      bench.costs.of(program, Costs.LOOP).observe(SLICE, 5_000_000, true, 0);
      bench.costs.of(program, Costs.BODY).observe(SLICE, 1_000_000, true, 0);
    }
    BODIES.set(0);
    Bench.Taken<int[]> taken = bench.submit(new Bodied(20 * SLICE), CPU, Long.MAX_VALUE);
    bench.cpuAll();
    assertTrue(taken.ended());
    assertTrue(BODIES.get() > 0);
  }
}
