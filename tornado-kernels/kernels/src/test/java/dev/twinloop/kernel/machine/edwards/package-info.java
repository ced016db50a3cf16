@NullMarked
package dev.twinloop.kernel.machine.edwards;

import org.jspecify.annotations.NullMarked;
