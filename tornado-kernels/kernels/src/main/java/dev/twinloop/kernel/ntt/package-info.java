/**
 * Number-theoretic transforms over the scalar fields of BN254 and BLS12-381: task, program,
 * kernels, and the steps between transforms that provers need.
 */
@NullMarked
package dev.twinloop.kernel.ntt;

import org.jspecify.annotations.NullMarked;
