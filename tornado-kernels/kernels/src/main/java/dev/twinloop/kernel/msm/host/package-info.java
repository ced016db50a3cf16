/**
 * Multi-scalar multiplication by the host's own arithmetic, with limbs of 64 bits. It is for the
 * CPU: the kernels' loops are made for accelerators and take several times as long on the CPU.
 *
 * <pre>
 *   HostMsm ── a part: one window of a range of points ──▶ WindowPart ── buckets ──▶ AffineTree
 *      └── parts joined: doublings between windows
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.host;

import org.jspecify.annotations.NullMarked;
