package dev.twinloop.tornado;

import java.lang.reflect.Method;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The kernel of {@link ResidentUpload}, apart from all other code: TornadoVM refuses a kernel that
 * a coverage agent has changed.
 */
final class ResidentKernels {
  private ResidentKernels() {}

  /** Kernel: reads the first element. */
  static void touch(IntArray probe, IntArray resident) {
    for (@Parallel int k = 0; k < probe.getSize(); k++) {
      probe.set(k, resident.get(0));
    }
  }

  /** The kernel as a method. */
  static Method touch() {
    try {
      return ResidentKernels.class.getDeclaredMethod("touch", IntArray.class, IntArray.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("it stands above", e);
    }
  }
}
