package dev.twinloop.kernel.vouch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.ntt.Kind;
import dev.twinloop.kernel.ntt.NttProgram;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import dev.twinloop.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

class VouchStageTest {
  private static final int SKIPPED = Control.FIRST_PARAMETER;

  /** What the launches run. */
  public static final class MarkKernels {
    private MarkKernels() {}

    /** Kernel: writes all receipts but one. */
    public static void mark(IntArray control, IntArray receipt, IntArray data) {
      for (@Parallel int k = 0; k < receipt.getSize(); k++) {
        int item = control.get(Control.FROM) + k;
        if (item < control.get(Control.TO) && item != control.get(SKIPPED)) {
          data.set(k, item);
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * Some launches, of which one may lose a receipt.
   *
   * @param turns of each launch
   * @param faulty the launch, or -1
   * @param lost the receipt
   */
  private record Marks(List<Integer> turns, int faulty, int lost) implements Task<Boolean> {
    @Override
    public long items() {
      return 1;
    }

    @Override
    public BoundProgram<Boolean> program() {
      return BoundProgram.of(this, new Marking(turns));
    }
  }

  private record Marking(List<Integer> turns) implements Program<Marks, Boolean> {
    @Override
    public Slicing slicing() {
      return new Slicing(1, false, 1);
    }

    @Override
    public List<Stage<Marks>> stages(int capacity) {
      List<Stage<Marks>> all = new ArrayList<>();
      for (int i = 0; i < turns.size(); i++) {
        int number = i;
        all.add(
            Stage.<Marks>named("mark " + i)
                .brings(BufferSpec.scratch("data " + i, ElementType.INT, turns.get(i)))
                .launches(
                    KernelCall.of(MarkKernels.class, "mark", turns.get(i), "data " + i),
                    (input, control) -> {
                      Marks task = input.task();
                      control
                          .items(turns.get(number))
                          .parameter(SKIPPED, task.faulty() == number ? task.lost() : -1);
                    }));
      }
      all.add(VouchStage.after(all));
      return all;
    }

    @Override
    public Boolean newResult(Marks task) {
      return true;
    }

    @Override
    public void encode(Marks task, Slice slice, Buffers buffers) {}

    @Override
    public void decode(Marks task, Slice slice, Buffers buffers, Boolean result) {}

    @Override
    public CheckOutcome check(Marks task, Slice slice, Boolean result, Sampler sampler) {
      return new CheckOutcome.Passed(0);
    }
  }

  @Test
  void aReceiptThatIsMissingInAnyLaunchIsMissed() {
    for (int launches = 1; launches <= 20; launches++) {
      List<Integer> turns = new ArrayList<>();
      for (int i = 0; i < launches; i++) {
        turns.add(1 + (i * 7919) % 150);
      }
      assertTrue(SequentialRun.run(new Marks(turns, -1, 0), 1));
      for (int faulty = 0; faulty < launches; faulty++) {
        for (int lost : new int[] {0, turns.get(faulty) / 2, turns.get(faulty) - 1}) {
          Marks task = new Marks(List.copyOf(turns), faulty, lost);
          AssertionError e = assertThrows(AssertionError.class, () -> SequentialRun.run(task, 1));
          assertTrue(String.valueOf(e.getMessage()).contains("is missing"), e.getMessage());
        }
      }
    }
  }

  /** A transform's receipts were a fifth of what it copied back. */
  @Test
  void oneLaunchAnswersForATransform() {
    BufferLayout layout =
        BufferLayout.of(new NttProgram(Fields.BN254_SCALAR, 20, Kind.FORWARD), 1 << 20);
    List<String> read = new ArrayList<>();
    long vouched = 0;
    for (int k = 0; k < layout.kernels().size(); k++) {
      KernelCall call = layout.kernels().get(k);
      if (layout.vouched(k)) {
        vouched += call.items();
      } else {
        read.add(call.method());
      }
    }
    assertEquals(List.of("eight", "gather"), read, "launches whose receipts the host reads");
    KernelCall answers = layout.kernels().get(layout.kernels().size() - 2);
    assertTrue(answers.items() <= vouched / 8, "receipts=" + vouched);
  }
}
