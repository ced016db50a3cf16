package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;

/** Launches that answer for the launch before them, as {@link Vouching} does on the device. */
final class Vouched {
  private Vouched() {}

  /** One more launch, for all items of its kernel. */
  static <T> Stage<T> launch(Stage<T> stage, KernelCall call) {
    return launch(stage, call, (input, control) -> {});
  }

  /**
   * One more launch.
   *
   * @param work sets the kernel's parameters, and its items if they are not all
   */
  static <T> Stage<T> launch(Stage<T> stage, KernelCall call, Stage.Work<T> work) {
    return stage.vouches(
        call,
        (input, control) -> {
          work.tell(input, control.items(control.most()));
          control
              .parameter(Vouching.BELOW, control.before().to())
              .parameter(Vouching.TURNS, Math.max(1, control.to()));
        });
  }
}
