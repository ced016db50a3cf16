package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.util.function.ToIntFunction;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernel: what first kernels found, gathered into a few ints for the host. */
public final class RefusedKernels {
  /** How many ints the host gets. */
  public static final int GATHERED = 4096;

  /** Control parameter: how many ints there are to gather. */
  public static final int COUNT = Control.FIRST_PARAMETER;

  /** The buffer that the host gets. */
  public static final String BUFFER = "gathered";

  private RefusedKernels() {}

  /**
   * The stage that gathers.
   *
   * @param refused the buffer that a first kernel wrote, an int a turn
   * @param turns how many turns that kernel took
   */
  public static <T> Stage<T> stage(String refused, ToIntFunction<Stage.Input<T>> turns) {
    return Stage.<T>named("refused")
        .brings(BufferSpec.output(BUFFER, ElementType.INT, GATHERED))
        .launches(
            KernelCall.of(RefusedKernels.class, "gather", GATHERED, refused, BUFFER),
            (input, control) -> control.items(GATHERED).parameter(COUNT, turns.applyAsInt(input)));
  }

  /**
   * One turn for each int of {@code gathered}: the smallest that is not 0 of every {@link
   * #GATHERED}-th.
   *
   * @param refused 0, or 1 + the index of an item that is to be refused
   */
  public static void gather(
      IntArray control, IntArray receipt, IntArray refused, IntArray gathered) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int least = Integer.MAX_VALUE;
        for (int i = turn; i < control.get(COUNT); i += GATHERED) {
          int found = refused.get(i);
          if (found != 0) {
            least = Math.min(least, found);
          }
        }
        gathered.set(turn, least);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
