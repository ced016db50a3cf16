/** Kernels of {@link dev.twinloop.kernel.qap}. */
@NullMarked
package dev.twinloop.kernel.qap.kernels;

import org.jspecify.annotations.NullMarked;
