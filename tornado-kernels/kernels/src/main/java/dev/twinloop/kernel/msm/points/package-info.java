/**
 * The kernels that add points, with one class for each curve, and the kernels that depend only on
 * the width of coordinates, with one class for each width. All are generated from three templates;
 * one template is for extensions. The class of a group is found by its name. So a new curve needs
 * only its value and a generated file.
 *
 * <pre>
 *   MsmStages.KERNELS ─▶ Bn254Points, Bls12381Points … ┐
 *   MsmStages.widthCall ─▶ Points29, Points28           ┴─▶ steps of msm.kernels
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.points;

import org.jspecify.annotations.NullMarked;
