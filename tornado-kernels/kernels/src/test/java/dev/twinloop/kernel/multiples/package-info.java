@NullMarked
package dev.twinloop.kernel.multiples;

import org.jspecify.annotations.NullMarked;
