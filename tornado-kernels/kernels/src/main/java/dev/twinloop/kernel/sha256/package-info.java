/** SHA-256 of many messages at once (FIPS 180-4): task, program, kernels. */
@NullMarked
package dev.twinloop.kernel.sha256;

import org.jspecify.annotations.NullMarked;
