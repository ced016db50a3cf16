package dev.twinloop.kernel.multiples;

import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.edwards.Ed25519Machine;
import dev.twinloop.kernel.machine.edwards.EdwardsAssembler;
import dev.twinloop.kernel.machine.edwards.MultiplePrograms;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernel: one multiple of each point. */
public final class MultiplesKernel {
  /** Flag of an item: its encoding is that of no point. */
  static final int NONE = 0;

  /** Flag of an item that is right. */
  static final int ORDINARY = 1;

  /** Flag of an item whose x is 0: the host computes it. */
  static final int SPECIAL = 2;

  private static final int LIMBS = 9;
  private static final int LIMB_BITS = 29;
  private static final int WORDS = 8;
  private static final long M = 0xffffffffL;

  private MultiplesKernel() {}

  /**
   * One turn a point.
   *
   * @param code of {@link MultiplePrograms}
   * @param encodings 8 ints an item, the bytes in memory order
   * @param table not used
   * @param base not used
   * @param encoded 8 ints an item
   * @param images 16 ints an item, big-endian bytes
   * @param flags {@link #NONE}, {@link #ORDINARY}, or {@link #SPECIAL}
   */
  public static void multiples(
      IntArray control,
      IntArray receipt,
      LongArray code,
      IntArray constants,
      IntArray encodings,
      LongArray table,
      LongArray base,
      IntArray encoded,
      IntArray images,
      IntArray flags) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[EdwardsAssembler.FILE_INTS];
        f[0] = 0;
        Ed25519Machine.run(
            f, code, 1, (int) code.get(0), constants, encodings, item * WORDS, table, 0, base);
        write(f, MultiplePrograms.Y_INT, encoded, item * WORDS, 1);
        int top = encoded.get(item * WORDS + WORDS - 1);
        encoded.set(item * WORDS + WORDS - 1, top | (f[MultiplePrograms.SIGN_INT] << 31));
        write(f, MultiplePrograms.IMAGE_X_INT, images, item * (2 * WORDS) + WORDS - 1, -1);
        write(f, MultiplePrograms.IMAGE_Y_INT, images, item * (2 * WORDS) + 2 * WORDS - 1, -1);
        int found = f[MultiplePrograms.FOUND_INT] & 1;
        flags.set(item, found + (found & f[MultiplePrograms.SPECIAL_INT]));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Writes a reduced number: little-endian from {@code at} up, or big-endian from it down. */
  private static void write(int[] f, int a, IntArray to, int at, int step) {
    long held = 0;
    int count = 0;
    int word = 0;
    for (int i = 0; i < LIMBS; i++) {
      held = held | ((f[a + i] & M) << count);
      count += LIMB_BITS;
      if (count >= 32) {
        int value = (int) held;
        if (step < 0) {
          value = PointMemory.bigEndian(value);
        }
        to.set(at + step * word, value);
        held = (held >> 32) & M;
        count -= 32;
        word++;
      }
    }
  }
}
