/**
 * Quadratic arithmetic programs on a device: from the values of a circuit's wires to the quotient
 * of its polynomials. The host sees no intermediate values.
 *
 * <pre>
 *   wires ─ rows ─▶ a, b, a b ─ transforms ─▶ values on odd points ─ quotient ─▶ h
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.qap;

import org.jspecify.annotations.NullMarked;
