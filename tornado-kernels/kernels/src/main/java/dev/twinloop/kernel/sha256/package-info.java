/**
 * SHA-256 of many messages at once (FIPS 180-4): task, program, kernels.
 *
 * <pre>
 *   Records ─▶ Sha256Batch ──Sha256Program──▶ Digests                  check, host body: the JDK
 *                                 │
 *               Sha256Kernels ─▶ Sha256Rounds, a block;  Padding64, the block that ends 64 bytes
 * </pre>
 *
 * <p>Rounds, padding and kernels are generated.
 */
@NullMarked
package dev.twinloop.kernel.sha256;

import org.jspecify.annotations.NullMarked;
