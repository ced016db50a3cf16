/**
 * The loops of transforms.
 *
 * <pre>
 *   RootSteps ─ table of roots ─▶ Passes (any sizes), StraightPasses (tiles of 4 and 8) on a Tile
 *        └──────────┬──────────┘
 *   Bn254ScalarKernels, Bls12381ScalarKernels … (generated)
 *   PointwiseKernels; RefusedKernels: which elements were not below the modulus
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.ntt.kernels;

import org.jspecify.annotations.NullMarked;
