package dev.twinloop.cpu.example;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Counts the steps of each number to 1: halve it if even, else triple it and add one. */
public final class CollatzKernel {
  /** Control index of the most steps to take. */
  public static final int LIMIT = Control.FIRST_PARAMETER;

  private CollatzKernel() {}

  /** One number an item; {@code steps} gets the count, or -1 if the limit did not suffice. */
  public static void collatz(
      IntArray control, IntArray receipt, LongArray numbers, IntArray steps) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        steps.set(item, steps(numbers.get(item), control.get(LIMIT)));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static int steps(long number, int limit) {
    long n = number;
    int count = 0;
    while (n != 1 && count < limit) {
      long odd = n & 1;
      n = odd == 1 ? 3 * n + 1 : n >> 1;
      count++;
    }
    return n == 1 ? count : -1;
  }
}
