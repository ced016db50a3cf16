/**
 * One multiple each of many points of edwards25519, from encodings to encodings: what comes before
 * sums of points that others chose, and range proofs. Public data only.
 *
 * <pre>
 *   encodings, Factor ─▶ EdwardsMultiples ──MultiplesProgram──▶ Multiples: encodings, images
 *                                               │
 *              MultiplesKernel: decode, multiply, invert, encode; a micro-program of machine.edwards
 *              the few that its formulas leave out: EdwardsPoint, on the host
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.multiples;

import org.jspecify.annotations.NullMarked;
