/**
 * Verification on secp256k1 by the host's own arithmetic, whose limbs have 52 bits: for the CPU,
 * where the loops, which are made for accelerators, take half as long again.
 *
 * <pre>
 *   Secp256k1Sum ── u G + v Q ──▶ Secp256k1Numbers
 *      ├── halves of v, digits of all: SignedDigits
 *      └── GeneratorMultiples, made at first use
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.ecdsa.host;

import org.jspecify.annotations.NullMarked;
