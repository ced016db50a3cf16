/**
 * Verification on secp256k1 by the host's own arithmetic, with limbs of 52 bits. It is for the CPU:
 * the loops are made for accelerators and take half as long again on the CPU.
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
