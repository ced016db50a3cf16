/**
 * SHA-512 of many messages at once (FIPS 180-4): task, program, kernels; and the compression
 * function, for other workloads' kernels (the hash of an Ed25519 signature).
 *
 * <pre>
 *   Records ─▶ Sha512Batch ──Sha512Program──▶ Digests                  check, host body: the JDK
 *                                 │
 *               Sha512Kernels ─▶ Sha512Blocks, 16 words out of bytes ─▶ Sha512Rounds
 * </pre>
 *
 * <p>Rounds, blocks and kernels are generated.
 */
@NullMarked
package dev.twinloop.kernel.sha512;

import org.jspecify.annotations.NullMarked;
