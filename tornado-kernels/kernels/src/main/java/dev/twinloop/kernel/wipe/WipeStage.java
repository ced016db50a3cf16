package dev.twinloop.kernel.wipe;

import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * The last stage of a program that saw a secret: overwrites its inputs and its scratch on the
 * device with zeros, but no tables ({@link BufferSpec#kept}). Residents, constants and outputs stay
 * as they are. It vouches for the launch before it, so that a run whose wiping was left out has no
 * receipts and counts for nothing.
 */
public final class WipeStage {
  private static final int MOST_TURNS = 1 << 18;
  private static final int STACK_TURNS = 1 << 16;

  private WipeStage() {}

  /** The stage that follows these. */
  public static <T> Stage<T> after(List<Stage<T>> stages) {
    List<BufferSpec> all =
        stages.stream()
            .flatMap(stage -> stage.buffers().stream())
            .filter(WipeStage::secret)
            .toList();
    Stage<T> stage = Stage.named("wipe");
    for (List<BufferSpec> group : groups(all, ElementType.INT, WipeKernels.INTS)) {
      stage = launch(stage, group.size() == 1 ? "oneOfInts" : "ints", group);
    }
    for (List<BufferSpec> group : groups(all, ElementType.LONG, WipeKernels.LONGS)) {
      stage = launch(stage, group.size() == 1 ? "oneOfLongs" : "longs", group);
    }
    return stage.vouches(
        KernelCall.of(WipeKernels.class, "stacks", STACK_TURNS),
        (input, control) ->
            control
                .items(STACK_TURNS)
                .parameter(Vouching.BELOW, control.before().to())
                .parameter(Vouching.TURNS, STACK_TURNS));
  }

  private static boolean secret(BufferSpec spec) {
    return switch (spec.role()) {
      case INPUT -> true;
      case SCRATCH -> !spec.kept();
      case RESIDENT, OUTPUT, CONSTANT -> false;
    };
  }

  /** Buffers of one type, several together; the last ones again where they are fewer. */
  private static List<List<BufferSpec>> groups(List<BufferSpec> all, ElementType type, int size) {
    List<BufferSpec> some = all.stream().filter(spec -> spec.type() == type).toList();
    List<List<BufferSpec>> groups = new ArrayList<>();
    if (some.size() < size) {
      some.forEach(spec -> groups.add(List.of(spec)));
      return groups;
    }
    for (int from = 0; from < some.size(); from += size) {
      int first = Math.min(from, some.size() - size);
      groups.add(some.subList(first, first + size));
    }
    return groups;
  }

  private static <T> Stage<T> launch(Stage<T> stage, String method, List<BufferSpec> group) {
    int most = group.stream().mapToInt(BufferSpec::elements).max().orElseThrow();
    if (most > Integer.MAX_VALUE - MOST_TURNS) {
      throw new IllegalArgumentException(
          "wipe: elements=" + most + ", accepted: to " + (Integer.MAX_VALUE - MOST_TURNS));
    }
    int turns = Math.min(most, MOST_TURNS);
    List<String> names = group.stream().map(BufferSpec::name).toList();
    return stage.vouches(
        KernelCall.of(WipeKernels.class, method, turns, names),
        (input, control) -> {
          control
              .items(turns)
              .parameter(Vouching.BELOW, control.before().to())
              .parameter(Vouching.TURNS, turns);
          for (int i = 0; i < group.size(); i++) {
            control.parameter(WipeKernels.LENGTHS + i, group.get(i).elements());
          }
        });
  }
}
