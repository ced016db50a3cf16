/**
 * Micro-programs: lists of instructions on registers of a field, which all threads of a kernel
 * interpret, so that a device compiler sees one multiplier instead of hundreds.
 *
 * <pre>
 *   XyzzAssembler ── int[] ──▶ XyzzMachine (in a kernel)
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.machine;

import org.jspecify.annotations.NullMarked;
