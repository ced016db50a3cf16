@NullMarked
package dev.twinloop.kernel.edwards;

import org.jspecify.annotations.NullMarked;
