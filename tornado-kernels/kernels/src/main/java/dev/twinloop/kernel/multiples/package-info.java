/**
 * One multiple each of many points of edwards25519, from encodings to encodings: what comes before
 * sums of points that others chose, and range proofs. Public data only.
 */
@NullMarked
package dev.twinloop.kernel.multiples;

import org.jspecify.annotations.NullMarked;
