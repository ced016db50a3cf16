package dev.twinloop.zk.prove;

import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import dev.twinloop.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The sums of a proof with one bit of one buffer inverted after one of the stages.
 *
 * @param task what is computed
 * @param after the stage
 * @param buffer of ints
 * @param random where in the buffer
 */
record FlippedSums(SumsTask task, String after, String buffer, Random random)
    implements Task<SumsResult> {
  @Override
  public long items() {
    return task.items();
  }

  @Override
  public BoundProgram<SumsResult> program() {
    SumsProgram program = task.key().program();
    BufferSpec spec =
        program.buffers(task.program().capacity(new Slice(0, (int) items()))).stream()
            .filter(each -> each.name().equals(buffer))
            .findFirst()
            .orElseThrow();
    Faulty faulty =
        new Faulty(program, after, buffer, random.nextInt(spec.elements()), random.nextInt(28));
    return BoundProgram.of(task, faulty);
  }

  /** As {@link SumsProgram}, but for one more stage. */
  record Faulty(SumsProgram program, String after, String buffer, int element, int bit)
      implements Program<SumsTask, SumsResult> {
    @Override
    public Slicing slicing() {
      return program.slicing();
    }

    @Override
    public int capacity(SumsTask task, Slice slice) {
      return program.capacity(task, slice);
    }

    @Override
    public List<Stage<SumsTask>> stages(int capacity) {
      List<Stage<SumsTask>> stages = new ArrayList<>();
      for (Stage<SumsTask> stage : program.stages(capacity)) {
        stages.add(stage);
        if (stage.name().equals(after)) {
          stages.add(
              Stage.<SumsTask>named("fault")
                  .vouches(
                      KernelCall.of(FlipKernels.class, "flip", 1, buffer),
                      (input, control) ->
                          control
                              .items(1)
                              .parameter(FlipKernels.ELEMENT, element)
                              .parameter(FlipKernels.BIT, bit)
                              .parameter(Vouching.BELOW, control.before().to())
                              .parameter(Vouching.TURNS, 1)));
        }
      }
      if (stages.size() == program.stages(capacity).size()) {
        throw new IllegalStateException("no stage " + after);
      }
      return stages;
    }

    @Override
    public SumsResult newResult(SumsTask task) {
      return program.newResult(task);
    }

    @Override
    public Optional<Object> residentVersion(SumsTask task, Slice slice) {
      return program.residentVersion(task, slice);
    }

    @Override
    public void encode(SumsTask task, Slice slice, Buffers buffers) {
      program.encode(task, slice, buffers);
    }

    @Override
    public void decode(SumsTask task, Slice slice, Buffers buffers, SumsResult result) {
      program.decode(task, slice, buffers, result);
    }

    @Override
    public CheckOutcome check(SumsTask task, Slice slice, SumsResult result, Sampler sampler) {
      return program.check(task, slice, result, sampler);
    }
  }
}
