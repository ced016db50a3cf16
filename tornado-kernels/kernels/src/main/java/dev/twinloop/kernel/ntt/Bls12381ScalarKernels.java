package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels of transforms over the scalar field of BLS12-381; {@link Passes} has the layouts. */
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
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        RootSteps.roots(control, turn, powers, levels, roots, quotients, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1, and which element of a turn is to be refused. */
  public static void first(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        int bad = Passes.first(control, turn, elements, roots, quotients, to, n);
        refused.set(turn, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** A pass between first and last. */
  public static void middle(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        Passes.middle(control, turn, roots, quotients, from, to, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass. */
  public static void last(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        Passes.last(control, turn, roots, quotients, scales, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 of three stages without a coset. */
  public static void firstEight(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        int bad = StraightPasses.first(control, turn, elements, roots, quotients, to, 1, n);
        refused.set(turn, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Pass 1 of three stages with a coset. */
  public static void firstEightCoset(
      IntArray control,
      IntArray receipt,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        int bad = StraightPasses.first(control, turn, elements, roots, quotients, to, 0, n);
        refused.set(turn, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** A pass of two stages between first and last. */
  public static void middleFour(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        StraightPasses.middleFour(control, turn, roots, quotients, from, to, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** A pass of three stages between first and last. */
  public static void middleEight(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        StraightPasses.middleEight(control, turn, roots, quotients, from, to, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The last pass, of three stages, unscaled. */
  public static void lastEight(
      IntArray control,
      IntArray receipt,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray elements) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int[] n = new int[Shoup29.PARAMETERS];
        ScalarFields.bls12381(n);
        StraightPasses.last(control, turn, roots, quotients, from, elements, n);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
