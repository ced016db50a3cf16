/**
 * Verifies Monero's RingCT: many whole transactions at the same time. Nothing in this package
 * signs, and no private key is ever an input. Rings, key images, commitments and proofs are public
 * data.
 *
 * <pre>
 *   tx     blob ──▶ Transaction: message, id, inputs, commitments, proofs
 *   clsag  ring signatures: task, kernels, host verifier
 *   bpp    range proofs (Bulletproofs+)
 * </pre>
 */
@NullMarked
package dev.twinloop.ringct;

import org.jspecify.annotations.NullMarked;
