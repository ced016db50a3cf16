// Generated from Transforms.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels of transforms over the field bls12-381-scalar; {@link Passes} has the layouts. */
public final class Bls12381ScalarKernels {
  private Bls12381ScalarKernels() {}

  /** The table of roots: {@link RootSteps}. */
  public static void roots(
      IntArray control,
      IntArray receipt,
      IntArray powers,
      IntArray levels,
      IntArray roots,
      IntArray quotients) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        RootSteps.roots(control, item, powers, levels, roots, quotients, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass; no stage. */
  public static void lastOne(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.lastOne(control, item, roots, quotients, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass of an inverse transform; no stage. */
  public static void lastOneInverse(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.lastOneInverse(control, item, roots, quotients, scales, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 without a coset, and which element of a turn is to be refused; one stage. */
  public static void firstTwo(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        int bad = StraightPasses.firstTwo(control, item, elements, roots, quotients, to, 1, n);
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 with a coset, and which element of a turn is to be refused; one stage. */
  public static void firstTwoCoset(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        int bad = StraightPasses.firstTwo(control, item, elements, roots, quotients, to, 0, n);
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 without a coset, and which element of a turn is to be refused; two stages. */
  public static void firstFour(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        int bad = StraightPasses.firstFour(control, item, elements, roots, quotients, to, 1, n);
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 with a coset, and which element of a turn is to be refused; two stages. */
  public static void firstFourCoset(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        int bad = StraightPasses.firstFour(control, item, elements, roots, quotients, to, 0, n);
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** A pass between first and last; two stages. */
  public static void middleFour(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.middleFour(control, item, roots, quotients, from, to, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass; two stages. */
  public static void lastFour(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.lastFour(control, item, roots, quotients, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass of an inverse transform; two stages. */
  public static void lastFourInverse(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.lastFourInverse(control, item, roots, quotients, scales, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 without a coset, and which element of a turn is to be refused; three stages. */
  public static void firstEight(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        int bad = StraightPasses.firstEight(control, item, elements, roots, quotients, to, 1, n);
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 with a coset, and which element of a turn is to be refused; three stages. */
  public static void firstEightCoset(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        int bad = StraightPasses.firstEight(control, item, elements, roots, quotients, to, 0, n);
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** A pass between first and last; three stages. */
  public static void middleEight(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.middleEight(control, item, roots, quotients, from, to, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass; three stages. */
  public static void lastEight(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.lastEight(control, item, roots, quotients, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass of an inverse transform; three stages. */
  public static void lastEightInverse(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        literals(n);
        StraightPasses.lastEightInverse(control, item, roots, quotients, scales, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The array n of {@link Shoup29}, which a device compiler folds into its instructions. */
  static void literals(int[] n) {
    n[0] = 0x1fffffff;
    n[1] = 0x7;
    n[2] = 0x690040;
    n[3] = 0x4b7fa00;
    n[4] = 0x27faac4;
    n[5] = 0x13fbfb2f;
    n[6] = 0xadf3318;
    n[7] = 0x159acc50;
    n[8] = 0x1f8c1258;
    n[9] = 0x235;
    n[10] = 0x20000003;
    n[11] = 0x3fffffe7;
    n[12] = 0x3ec4ff3e;
    n[13] = 0x31d811fe;
    n[14] = 0x3880ffb2;
    n[15] = 0x240c0e71;
    n[16] = 0x3f6266b5;
    n[17] = 0x3f2f9b0d;
    n[18] = 0x15bc8f4;
  }
}
