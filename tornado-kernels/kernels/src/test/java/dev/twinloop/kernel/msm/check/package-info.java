@NullMarked
package dev.twinloop.kernel.msm.check;

import org.jspecify.annotations.NullMarked;
