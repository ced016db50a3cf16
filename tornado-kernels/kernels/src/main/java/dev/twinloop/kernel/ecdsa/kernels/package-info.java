/**
 * The loops of signatures.
 *
 * <pre>
 *   ScalarKernels   ranges, 1 / s, windows of u and v ─▶ Secp256k1Points, P256Points (generated)
 *   RecoverKernels  R's x, u and v ─▶ Secp256k1Points ─▶ affine keys ─▶ AddressKernels
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.ecdsa.kernels;

import org.jspecify.annotations.NullMarked;
