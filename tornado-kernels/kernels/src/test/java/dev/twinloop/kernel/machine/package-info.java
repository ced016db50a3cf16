@NullMarked
package dev.twinloop.kernel.machine;

import org.jspecify.annotations.NullMarked;
