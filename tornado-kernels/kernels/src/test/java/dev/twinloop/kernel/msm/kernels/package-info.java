@NullMarked
package dev.twinloop.kernel.msm.kernels;

import org.jspecify.annotations.NullMarked;
