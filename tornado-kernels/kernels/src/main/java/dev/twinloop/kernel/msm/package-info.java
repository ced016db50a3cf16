/**
 * Multi-scalar multiplication on the groups of pairing curves: s_0 P_0 + s_1 P_1 + …
 *
 * <pre>
 *   Bases (points) ─┐
 *                   ├─ Msm ──MsmProgram──▶ MsmSums (one point a vector)
 *   scalar vectors ─┘
 *
 *   msm ──▶ msm.check ──▶ msm.plan ──▶ msm.kernels
 *   task    one random    sizes and    the loops
 *           path, on      stages
 *           the host
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm;

import org.jspecify.annotations.NullMarked;
