// Generated from MerkleKernels.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.merkle.kernels;

import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The loops of the Merkle tree. A node is eight ints: the digest's 32 bytes in memory order.
 *
 * <p>{@code fold…}: turn {@code k} folds nodes {@code 8k … 8k+7} of one array to node {@code k} of
 * another. {@code rise…}: the same for nodes that another kernel made. {@code climb…}: the same
 * within one array, from one region to the next. {@code hash…}: turn {@code k} hashes message
 * {@code k} to node {@code k}.
 *
 * <p>Control: the indices below, beside from, to and nonce. Receipts: one a turn. {@code rise…} and
 * {@code climb…} vouch for the kernel below: turn {@code k} writes its receipt only if receipts
 * {@code 8k … 8k+7} of that kernel are there. So the root's receipt stands for all of them.
 */
public final class MerkleKernels {
  /** Folds: where the children start, in nodes. */
  public static final int IN = Control.FIRST_PARAMETER;

  /** Folds: where the parents start, in nodes. */
  public static final int OUT = Control.FIRST_PARAMETER + 1;

  /** Folds: how many children there are. */
  public static final int COUNT = Control.FIRST_PARAMETER + 2;

  /** Folds: how many levels to fold, 0 to 3. */
  public static final int DEPTH = Control.FIRST_PARAMETER + 3;

  /** Folds: {@link SubtreeFold#HASHES}. */
  public static final int HASHES = Control.FIRST_PARAMETER + 4;

  /** Hashes: bit 0 a zero byte before the message, bit 1 hash twice. */
  public static final int FORM = Control.FIRST_PARAMETER;

  /** Hashes of one length: that length in bytes. */
  public static final int LENGTH = Control.FIRST_PARAMETER + 1;

  private MerkleKernels() {}

  /** Folds eight nodes to one, {@link MerkleScheme#SHA256}. */
  public static void foldSha256(IntArray control, IntArray receipt, IntArray in, IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.SHA256, control, item, in, out);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Folds eight nodes to one, {@link MerkleScheme#RFC6962}. */
  public static void foldRfc6962(IntArray control, IntArray receipt, IntArray in, IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.RFC6962, control, item, in, out);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Folds eight nodes to one, {@link MerkleScheme#BITCOIN}. */
  public static void foldBitcoin(IntArray control, IntArray receipt, IntArray in, IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.BITCOIN, control, item, in, out);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Folds eight computed nodes to one, {@link MerkleScheme#SHA256}. */
  public static void riseSha256(
      IntArray control, IntArray receipt, IntArray below, IntArray in, IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.SHA256, control, item, in, out);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Folds eight computed nodes to one, {@link MerkleScheme#RFC6962}. */
  public static void riseRfc6962(
      IntArray control, IntArray receipt, IntArray below, IntArray in, IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.RFC6962, control, item, in, out);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Folds eight computed nodes to one, {@link MerkleScheme#BITCOIN}. */
  public static void riseBitcoin(
      IntArray control, IntArray receipt, IntArray below, IntArray in, IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.BITCOIN, control, item, in, out);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Folds eight computed nodes to one within an array, {@link MerkleScheme#SHA256}. */
  public static void climbSha256(
      IntArray control, IntArray receipt, IntArray below, IntArray tree) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.SHA256_SMALL, control, item, tree, tree);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Folds eight computed nodes to one within an array, {@link MerkleScheme#RFC6962}. */
  public static void climbRfc6962(
      IntArray control, IntArray receipt, IntArray below, IntArray tree) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.RFC6962, control, item, tree, tree);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Folds eight computed nodes to one within an array, {@link MerkleScheme#BITCOIN}. */
  public static void climbBitcoin(
      IntArray control, IntArray receipt, IntArray below, IntArray tree) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        fold(SubtreeFold.BITCOIN, control, item, tree, tree);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * Hashes messages of one length.
   *
   * @param data the messages, one after the other
   * @param nodes eight ints a message
   */
  public static void hashFixed(IntArray control, IntArray receipt, IntArray data, IntArray nodes) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int length = control.get(LENGTH);
        LeafHash.hash(control.get(FORM), data, item * length, length, nodes, item << 3);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * Hashes messages of any length.
   *
   * @param offsets where each message starts in bytes, and where the last ends
   */
  public static void hashVarying(
      IntArray control, IntArray receipt, IntArray data, IntArray offsets, IntArray nodes) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int start = offsets.get(item);
        int length = offsets.get(item + 1) - start;
        LeafHash.hash(control.get(FORM), data, start, length, nodes, item << 3);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static void fold(int scheme, IntArray control, int item, IntArray in, IntArray out) {
    int inAt = (control.get(IN) << 3) + (item << 6);
    int outAt = (control.get(OUT) << 3) + (item << 3);
    int shape = ((control.get(COUNT) - (item << 3)) << 2) | control.get(DEPTH);
    SubtreeFold.fold(scheme, shape, control.get(HASHES), in, inAt, out, outAt);
  }

  /** Other than 0 if a node that a turn folds was not made in this run. */
  private static int missing(IntArray control, IntArray below, int item) {
    int last = control.get(COUNT) - 1;
    int nonce = control.get(Control.NONCE);
    int missing = 0;
    for (int i = 0; i < SubtreeFold.WIDTH; i++) {
      missing |= below.get(Math.min((item << 3) + i, last)) ^ nonce;
    }
    return missing;
  }
}
