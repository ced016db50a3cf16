/**
 * Prime fields as values, their arithmetic on the host, and the multipliers of kernels.
 *
 * <pre>
 *   Fields ─▶ Field ──┬─▶ HostField: FpOf4Limbs, FpOf6Limbs, Fp2    checks, host bodies
 *                     ├─▶ MontgomeryForm, ShoupForm      constants of kernels
 *                     ├─▶ BaseField of Element           BigInteger: the oracle
 *                     └─▶ KernelClasses                  which generated kernels are its own
 *
 *   kernels ─▶ Montgomery29, Montgomery28, Shoup29       any modulus, 9 or 14 limbs
 *              Secp256k1Field, P256Field, Ed25519Field   a multiplier of their own
 *              Montgomery                                32-bit words in loops
 * </pre>
 *
 * <p>Nothing here knows a group, a workload or a micro-program.
 */
@NullMarked
package dev.twinloop.kernel.field;

import org.jspecify.annotations.NullMarked;
