/**
 * The cross-check of an MSM: one random path through a slice, recomputed on the host.
 *
 * <pre>
 *   decode ── MsmPath ──▶ MsmEvidence ── MsmPath ──▶ MsmCheck ◀── HostSums (points, scalars)
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.check;

import org.jspecify.annotations.NullMarked;
