/** ECDSA in batches: verification on secp256k1 and P-256, key recovery on secp256k1. */
@NullMarked
package dev.twinloop.kernel.ecdsa;

import org.jspecify.annotations.NullMarked;
