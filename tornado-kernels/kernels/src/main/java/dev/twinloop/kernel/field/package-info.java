/**
 * Prime fields: Montgomery arithmetic for any odd modulus, and a register machine for two special
 * primes.
 */
@NullMarked
package dev.twinloop.kernel.field;

import org.jspecify.annotations.NullMarked;
