/**
 * Multi-scalar multiplication on the G1 groups of two pairing curves: s_0 P_0 + s_1 P_1 + …
 *
 * <pre>
 *   Bases (points) ─┐
 *                   ├─ Msm ──MsmProgram──▶ MsmSums (one point a vector)
 *   scalar vectors ─┘
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm;

import org.jspecify.annotations.NullMarked;
