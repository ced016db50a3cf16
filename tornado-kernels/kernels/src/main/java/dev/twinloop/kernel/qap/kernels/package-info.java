/**
 * Kernels of {@link dev.twinloop.kernel.qap}.
 *
 * <pre>
 *   wires, rows ─ RowKernels.multiply, add ─▶ a, b, a b ─ transforms (ntt.kernels) ─ quotient ─▶ h
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.qap.kernels;

import org.jspecify.annotations.NullMarked;
