/**
 * Groups of points as values, and points on the host.
 *
 * <pre>
 *   Field ─▶ BaseField ─▶ Group (a, b, generator, order, cofactor, membership; {@link Groups})
 *                           │
 *                           ├─▶ Point     affine, BigInteger: the oracle
 *                           └─▶ PointSum  XYZZ, 64-bit limbs: checks and host tails of kernels
 * </pre>
 *
 * <p>Nothing here knows a workload or a kernel.
 */
@NullMarked
package dev.twinloop.kernel.group;

import org.jspecify.annotations.NullMarked;
