@NullMarked
package dev.twinloop.kernel.curve;

import org.jspecify.annotations.NullMarked;
