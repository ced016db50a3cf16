package dev.twinloop.cli.merkle;

import dev.twinloop.cli.WholeNumber;

/** Reads the number of a leaf, counted from 0. */
final class LeafIndex extends WholeNumber.Large {
  LeafIndex() {
    super("index", 0, Long.MAX_VALUE);
  }
}
