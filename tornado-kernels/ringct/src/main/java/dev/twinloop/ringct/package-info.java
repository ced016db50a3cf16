/**
 * Verifies Monero's RingCT: whole transactions, many at a time. Nothing here signs, and no private
 * key is ever an input: rings, key images, commitments and proofs are public data.
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
