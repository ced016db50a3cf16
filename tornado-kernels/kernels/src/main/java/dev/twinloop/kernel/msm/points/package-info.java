/**
 * The kernels that add up points, a class for each curve, and those that the width of coordinates
 * alone decides, a class for each width: generated from three templates, of which one is for
 * extensions. A group's class is found by its name, so a curve is added by its value and a
 * generated file.
 *
 * <pre>
 *   MsmStages.KERNELS ─▶ Bn254Points, Bls12381Points … ┐
 *   MsmStages.widthCall ─▶ Points29, Points28           ┴─▶ steps of msm.kernels
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.points;

import org.jspecify.annotations.NullMarked;
