/**
 * The loops of an MSM. Nothing in this package knows a task or a plan. Values that change are in
 * the control array.
 *
 * <pre>
 *   DigitKernels ─▶ SortKernels ─▶ GroupKernels ─▶ msm.points, a class for each curve
 *                                                      ├─ PointSteps   points in memory
 *                                                      ├─ FoldSteps    affine sums, one inversion
 *                                                      ├─ RunSteps     runs of equal digits
 *                                                      ├─ SumSteps     buckets to strands
 *                                                      └─ AffineAdd, XyzzAdd, ExtensionAdd
 *   EvidenceKernel shows what lies between; Vouching joins the receipts of all
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.kernels;

import org.jspecify.annotations.NullMarked;
