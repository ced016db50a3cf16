// Generated from Transforms.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels of transforms over the field pallas-scalar; {@link Passes} has the layouts. */
public final class PallasScalarKernels {
  private PallasScalarKernels() {}

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
    n[1] = 0x1dc8a6f7;
    n[2] = 0x1ad5c89c;
    n[3] = 0x12ce07ec;
    n[4] = 0x1ffffddb;
    n[5] = 0x1fffffff;
    n[6] = 0x1fffffff;
    n[7] = 0x1fffffff;
    n[8] = 0x1fbfffff;
    n[9] = 0x3ff;
    n[10] = 0x20000003;
    n[11] = 0x26a60b17;
    n[12] = 0x2f7ea628;
    n[13] = 0x2795e838;
    n[14] = 0x2000066c;
    n[15] = 0x1fffffff;
    n[16] = 0x1fffffff;
    n[17] = 0x1fffffff;
    n[18] = 0xbfffff;
  }
}
