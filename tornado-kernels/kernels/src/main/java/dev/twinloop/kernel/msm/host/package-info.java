/**
 * Multi-scalar multiplication by the host's own arithmetic, whose limbs have 64 bits: for the CPU,
 * where the kernels' loops, made for accelerators, take several times as long.
 *
 * <pre>
 *   HostMsm ── a part: one window of a range of points ──▶ WindowPart ── buckets ──▶ AffineTree
 *      └── parts joined: doublings between windows
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.host;

import org.jspecify.annotations.NullMarked;
