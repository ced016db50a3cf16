package dev.twinloop.rules;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** A kernel whose helper is in another class. */
final class CallsAway {
  private CallsAway() {}

  public static void doubled(IntArray control, IntArray receipt, IntArray data) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      data.set(k, Away.twice(data.get(k)));
    }
  }
}
