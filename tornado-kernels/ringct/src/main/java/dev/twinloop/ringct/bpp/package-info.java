/**
 * Bulletproofs+: proofs that the amounts behind commitments are numbers of 64 bits (H. Chung and
 * others, "Bulletproofs+", 2020; as Monero has them, bulletproofs_plus.cc). Many proofs are
 * verified at the same time, as one sum. This package makes no proofs, and no input is secret.
 *
 * <pre>
 *   RangeProof ─▶ RangeArithmetic: points ─▶ Transcript: challenges ─▶ SumTerms: scalars ─▶ Σ s P = 0 ?
 *                 host, or tasks             all cores                 one random weight a proof
 * </pre>
 */
@NullMarked
package dev.twinloop.ringct.bpp;

import org.jspecify.annotations.NullMarked;
