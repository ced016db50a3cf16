/**
 * Groth16's verifier: one proof, or thousands of one key at once.
 *
 * <pre>
 *   verification_key.json ─▶ VerifyingKey ─▶ Verifier ──▶ Verdict: valid, invalid, or refused and why
 *   proof.json ─────────────▶ Proof ────────────▲
 *   public.json ────────────▶ PublicSignals ────┘
 * </pre>
 *
 * <p>Valid means: e(A, B) = e(alpha, beta) e(IC_0 + Σ x_i IC_i, gamma) e(C, delta), with every
 * coordinate below q, every signal below r, and every point on its curve and in its group. A proof
 * is not an identifier. From a valid proof anybody can make other proofs of the same statement,
 * such as (−A, −B, C).
 *
 * <p>J. Groth, On the Size of Pairing-based Non-interactive Arguments (2016).
 */
@NullMarked
package dev.twinloop.zk.verify;

import org.jspecify.annotations.NullMarked;
