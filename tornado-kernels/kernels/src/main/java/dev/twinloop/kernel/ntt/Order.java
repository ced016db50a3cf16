package dev.twinloop.kernel.ntt;

/** How the elements of a vector of 2^m are laid out. */
public enum Order {
  /** Element i at index i. */
  NATURAL,
  /** Element i at the index whose m bits are those of i in reverse. */
  BIT_REVERSED
}
