/**
 * The CPU engine: the kernels' own methods, unchanged, on all cores of this machine.
 *
 * <pre>
 *   kernel call ──▶ chunks of [FROM, TO) ──▶ one thread each: kernel(own control, own receipt, buffers…)
 *                                        ──▶ receipts copied into the slot
 * </pre>
 */
@NullMarked
package dev.twinloop.cpu;

import org.jspecify.annotations.NullMarked;
