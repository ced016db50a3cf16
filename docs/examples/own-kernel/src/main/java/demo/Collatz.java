package demo;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.ColumnProgram;
import dev.twinloop.task.Columns;
import dev.twinloop.task.Control;
import dev.twinloop.task.ItemOracle;
import dev.twinloop.task.Task;
import java.util.stream.LongStream;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** How many steps each number (1 to 2^32) takes to 1: halve the even, triple the odd and add 1. */
public record Collatz(long[] numbers) implements Task<int[]> {
  private static final long MAX = 1L << 32;

  public Collatz {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 1 || numbers[i] > MAX) {
        throw new IllegalArgumentException(
            "number " + i + ": value=" + numbers[i] + ", accepted: 1 to " + MAX);
      }
    }
  }

  @Override
  public long items() {
    return numbers.length;
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new Steps());
  }

  /** What goes in, what comes out, how an item is checked. */
  public record Steps() implements ColumnProgram<Collatz, int[]> {
    @Override
    public Columns<Collatz, int[]> columns() {
      return Columns.of(Collatz.class, "steps", (Collatz task) -> new int[task.numbers.length])
          .inLongs("numbers", 1, Collatz::numbers)
          .outInts("steps", 1, steps -> steps)
          .checkedBy(task -> ItemOracle.ofInts(i -> again(task.numbers[(int) i]), steps -> steps));
    }
  }

  /** The kernel. */
  public static void steps(IntArray control, IntArray receipt, LongArray numbers, IntArray steps) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int count = 0;
        for (long n = numbers.get(item); n > 1; n = (n & 1) == 1 ? 3 * n + 1 : n >> 1) {
          count++;
        }
        steps.set(item, count);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static int again(long n) {
    return (int) LongStream.iterate(n, x -> x > 1, x -> x % 2 == 0 ? x / 2 : 3 * x + 1).count();
  }
}
