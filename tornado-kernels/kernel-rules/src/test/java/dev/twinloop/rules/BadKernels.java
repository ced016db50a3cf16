package dev.twinloop.rules;

import java.util.List;
import java.util.function.IntUnaryOperator;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels that break one rule each, and one that breaks none. */
@SuppressWarnings({"unused", "ReturnValueIgnored", "CheckReturnValue"})
final class BadKernels {
  private static final int[] TABLE = {1, 2, 3};

  private BadKernels() {}

  public static void plain(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, Math.min(data.get(k) >> 3, 7));
    }
  }

  public static void unsignedShift(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, data.get(k) >>> 3);
    }
  }

  public static void unsignedShiftInBody(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, shifted(data.get(k)));
    }
  }

  public static void rotate(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, Integer.rotateLeft(data.get(k), 3));
    }
  }

  public static void compareUnsigned(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, Integer.compareUnsigned(data.get(k), 3));
    }
  }

  public static void multiplyHigh(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, (int) Math.multiplyHigh(data.get(k), 3L));
    }
  }

  public static void abs(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, Math.abs(data.get(k)));
    }
  }

  public static void reverseBytes(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, Integer.reverseBytes(data.get(k)));
    }
  }

  public static void leadingZeros(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, Integer.numberOfLeadingZeros(data.get(k)));
    }
  }

  public static void staticArray(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, TABLE[k & 1]);
    }
  }

  public static void booleanHelperParameter(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, chosen(k > 3));
    }
  }

  public static void division(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, data.get(k) / 8);
    }
  }

  public static void remainder(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, data.get(k) % 8);
    }
  }

  public static void floatingPoint(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, (int) (data.get(k) * 0.5));
    }
  }

  public static void recursive(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, sum(data.get(k)));
    }
  }

  public static void dynamicArray(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, new int[data.get(k)].length);
    }
  }

  public static void arrayOfArrays(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, new int[2][2].length);
    }
  }

  public static void object(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, new Object().hashCode());
    }
  }

  public static void byteArrayParameter(
      IntArray control, IntArray receipt, IntArray data, byte[] bytes) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, bytes[k]);
    }
  }

  public static void nestedArrayParameter(
      IntArray control, IntArray receipt, IntArray data, int[][] table) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, k);
    }
  }

  public static void throwing(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      if (data.get(k) < 0) {
        throw new IllegalStateException();
      }
    }
  }

  public static void locking(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      synchronized (data) {
        data.set(k, 1);
      }
    }
  }

  public static void interfaceCall(
      IntArray control, IntArray receipt, IntArray data, List<String> list) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, list.size());
    }
  }

  public static void segmentCall(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.getSegment();
    }
  }

  public static void lambda(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      IntUnaryOperator f = x -> x + 1;
    }
  }

  public static void copying(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int[] a = new int[4];
      System.arraycopy(a, 0, a, 1, 2);
    }
  }

  public static void cloning(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int[] a = new int[4];
      int[] b = a.clone();
    }
  }

  public static void kernel(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, k);
    }
  }

  public static void local(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, k);
    }
  }

  public static void twoLoops(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, 1);
    }
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      receipt.set(k, 1);
    }
  }

  public static void noLoop(IntArray control, IntArray receipt, IntArray data) {
    for (int k = 0; k < receipt.getSize(); k++) {
      data.set(k, 1);
    }
  }

  public static void boundOfAnotherArray(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < data.getSize(); k++) {
      data.set(k, 1);
    }
  }

  public static void constantBound(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < 1024; k++) {
      data.set(k, 1);
    }
  }

  public static void startsAtOne(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 1; k < receipt.getSize(); k++) {
      data.set(k, 1);
    }
  }

  public static void everyOther(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k += 2) {
      data.set(k, 1);
    }
  }

  private static int shifted(int x) {
    return x >>> 3;
  }

  private static int chosen(boolean condition) {
    return condition ? 1 : 2;
  }

  private static int sum(int n) {
    return n < 1 ? 0 : n + sum(n - 1);
  }
}
