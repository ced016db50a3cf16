@NullMarked
package dev.twinloop.kernel.msm.plan;

import org.jspecify.annotations.NullMarked;
