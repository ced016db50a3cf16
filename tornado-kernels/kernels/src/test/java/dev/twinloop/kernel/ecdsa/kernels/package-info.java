@NullMarked
package dev.twinloop.kernel.ecdsa.kernels;

import org.jspecify.annotations.NullMarked;
