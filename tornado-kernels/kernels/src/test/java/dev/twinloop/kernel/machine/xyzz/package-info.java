@NullMarked
package dev.twinloop.kernel.machine.xyzz;

import org.jspecify.annotations.NullMarked;
