/**
 * ECDSA signatures on secp256k1 and P-256: verification of batches, recovery of keys.
 *
 * <pre>
 *   SignedItems ─▶ EcdsaBatch ──EcdsaVerify──▶ Verdicts         check: Recomputed
 *                  EcdsaRecover ──KeyRecovery──▶ RecoveredKeys  check: RecoveredAgain
 *
 *   ecdsa ──▶ ecdsa.plan ──▶ ecdsa.kernels
 *   tasks     programs for   the loops
 *     │       the machine
 *     └─────▶ ecdsa.host
 *             secp256k1 on a CPU
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.ecdsa;

import org.jspecify.annotations.NullMarked;
