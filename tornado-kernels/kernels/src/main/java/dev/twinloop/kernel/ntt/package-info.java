/**
 * Number-theoretic transforms and operations on lists of elements of a scalar field.
 *
 * <pre>
 *   Elements ─▶ Ntt (Transform, Order) ──NttProgram──▶ Elements      check: NttCheck
 *   Elements ─▶ Pointwise (Operation) ──PointwiseProgram──▶ Elements
 *
 *   ntt ──▶ ntt.kernels
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.ntt;

import org.jspecify.annotations.NullMarked;
