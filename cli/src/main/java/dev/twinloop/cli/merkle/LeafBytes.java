package dev.twinloop.cli.merkle;

import dev.twinloop.cli.WholeNumber;
import dev.twinloop.kernel.merkle.Leaves;

/** Reads the length of a leaf. */
final class LeafBytes extends WholeNumber.Small {
  LeafBytes() {
    super("bytes", 1, Leaves.MAX_LEAF_BYTES);
  }
}
