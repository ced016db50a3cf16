/**
 * Bulletproofs+: proofs that the amounts behind commitments are numbers of 64 bits (H. Chung and
 * others, "Bulletproofs+", 2020; as Monero has them, bulletproofs_plus.cc). Verified many at a
 * time, as one sum. Nothing here proves, and nothing secret is an input.
 *
 * <pre>
 *   RangeProof ─▶ RangeArithmetic: points ─▶ Transcript: challenges ─▶ SumTerms: scalars ─▶ Σ s P = 0 ?
 *                 host, or tasks             all cores                 one random weight a proof
 * </pre>
 */
@NullMarked
package dev.twinloop.ringct.bpp;

import org.jspecify.annotations.NullMarked;
