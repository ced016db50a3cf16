/**
 * The loops of Ed25519 verification, and the data that they read in addition to the items.
 *
 * <pre>
 *   ScalarKernels.scalars ─ digits, verdicts ─▶ PointKernels.points ─▶ PointKernels.encodings
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.eddsa.kernels;

import org.jspecify.annotations.NullMarked;
