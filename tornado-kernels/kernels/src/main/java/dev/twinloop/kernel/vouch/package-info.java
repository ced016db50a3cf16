/** Receipts of many kernels are looked at where they lie: on the device. */
@NullMarked
package dev.twinloop.kernel.vouch;

import org.jspecify.annotations.NullMarked;
