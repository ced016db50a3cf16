/**
 * edwards25519 on the host: -x^2 + y^2 = 1 + d x^2 y^2 modulo 2^255 - 19, cofactor 8, prime order l
 * (RFC 7748, RFC 8032). It is the oracle of kernels. Tables and host bodies are computed with it
 * too.
 *
 * <pre>
 *   EdwardsField ─▶ EdwardsPoint ─▶ EdwardsSum      EdwardsScalar: numbers modulo l
 * </pre>
 *
 * <p>Scalars act on points as integers in [0, l), because points may have a component of small
 * order, and l times this component need not be the neutral element.
 */
@NullMarked
package dev.twinloop.kernel.edwards;

import org.jspecify.annotations.NullMarked;
