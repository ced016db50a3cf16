/** Transforms against a naive DFT, published vectors, and polynomials of BigInteger. */
@NullMarked
package dev.twinloop.kernel.ntt;

import org.jspecify.annotations.NullMarked;
