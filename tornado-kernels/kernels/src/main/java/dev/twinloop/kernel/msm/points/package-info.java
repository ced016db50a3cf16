/**
 * The kernels that add up points, a class for each curve: generated from two templates, one for
 * prime fields and one for extensions. A group's class is found by its name, so a curve is added by
 * its value and a generated file.
 *
 * <pre>
 *   MsmStages.KERNELS ─▶ Bn254Points, Bls12381Points … (generated) ─▶ steps of msm.kernels
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.points;

import org.jspecify.annotations.NullMarked;
