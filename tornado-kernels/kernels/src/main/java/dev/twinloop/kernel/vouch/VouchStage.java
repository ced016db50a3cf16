package dev.twinloop.kernel.vouch;

import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Control;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * A stage that answers for all launches before it that nobody answers for: their receipts stay on
 * the device, and the host looks at those of this stage's last launch alone. Where launches have
 * many turns that saves most of what a run copies back.
 *
 * <pre>
 *   receipts of launches 0 1 2 … 7 ──▶ eight ─┐
 *                        8 9 … 14 ────────────┴─▶ eight ──▶ receipts that the host reads
 * </pre>
 */
public final class VouchStage {
  private static final List<String> KERNELS = List.of("two", "four", "eight");
  private static final int MOST_TURNS = 1 << 16;

  /** Receipts that a turn looks at, about. */
  private static final int EACH = 16;

  private VouchStage() {}

  /**
   * The stage that follows these, which are the first of a program; without launches where there is
   * nothing to gain.
   */
  public static <T> Stage<T> after(List<Stage<T>> stages) {
    List<Stage.Launch<T>> before = stages.stream().flatMap(s -> s.launches().stream()).toList();
    List<Integer> open = new ArrayList<>(); // launches that nobody answers for
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).vouches()) {
        open.removeLast();
      }
      open.add(i);
    }
    List<Integer> turns = new ArrayList<>(before.stream().map(l -> l.call().items()).toList());
    Stage<T> stage = Stage.named("vouch");
    while (open.size() > 1) {
      int size = Math.min(Integer.highestOneBit(open.size()), 1 << KERNELS.size());
      List<Integer> some = List.copyOf(open.subList(0, size));
      open.subList(0, size).clear();
      open.add(turns.size());
      stage = launch(stage, turns, some);
    }
    return stage;
  }

  private static <T> Stage<T> launch(Stage<T> stage, List<Integer> turns, List<Integer> below) {
    int number = turns.size();
    long receipts = below.stream().mapToLong(turns::get).sum();
    int own = Math.clamp(Long.highestOneBit(receipts / EACH), 1, MOST_TURNS);
    turns.add(own);
    String kernel = KERNELS.get(Integer.numberOfTrailingZeros(below.size()) - 1);
    List<String> names = below.stream().map(BufferLayout::receiptName).toList();
    return stage.launches(
        KernelCall.of(VouchKernels.class, kernel, own, names),
        (input, control) -> {
          control.items(own).parameter(VouchKernels.TURNS, own);
          Control each = control;
          int at = number;
          for (int i = below.size() - 1; i >= 0; i--) {
            for (; at > below.get(i); at--) {
              each = each.before();
            }
            control.parameter(VouchKernels.COUNTS + i, each.to());
          }
        });
  }
}
