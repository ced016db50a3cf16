/**
 * Computes one multiple of each of many points of edwards25519, from encodings to encodings. This
 * is the first step of range proofs, and of sums over points that other people chose. Public data
 * only.
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
