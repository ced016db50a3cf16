/**
 * Pairings on BN254 and BLS12-381 in plain Java.
 *
 * <pre>
 *   Fp ──▶ Fp2 = Fp[u]/(u² + 1) ──▶ Fp6 = Fp2[v]/(v³ − ξ) ──▶ Fp12 = Fp6[w]/(w² − v)
 *    │          │                                                   ▲
 *   G1 ⊂ E(Fp)  G2 ⊂ E'(Fp2) ── lines ── Miller loop ── final exponentiation
 * </pre>
 *
 * <p>Elements are limbs in arrays, in Montgomery form. Only constants and values for callers are
 * BigInteger. Times depend on values. So this code is for public data, and for a prover's own
 * machine.
 */
@NullMarked
package dev.twinloop.zk.pairing;

import org.jspecify.annotations.NullMarked;
