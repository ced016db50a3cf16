package dev.twinloop.kernel.ntt;

/** What differs between the compiled programs of one size; public since programs travel by name. */
public enum Kind {
  /** Values of a polynomial at all n-th roots of unity. */
  FORWARD,
  /** Values on a coset, whose shift is in the roots. */
  FORWARD_COSET,
  /** Coefficients from values, whose scales hold a shift if there is one. */
  INVERSE
}
