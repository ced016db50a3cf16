@NullMarked
package dev.twinloop.kernel.msm.points;

import org.jspecify.annotations.NullMarked;
