/**
 * SHA-512 of many messages at once (FIPS 180-4): task, program, kernels; and the compression
 * function, for other workloads' kernels (the hash of an Ed25519 signature).
 */
@NullMarked
package dev.twinloop.kernel.sha512;

import org.jspecify.annotations.NullMarked;
