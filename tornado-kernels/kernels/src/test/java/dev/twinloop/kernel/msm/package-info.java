@NullMarked
package dev.twinloop.kernel.msm;

import org.jspecify.annotations.NullMarked;
