@NullMarked
package dev.twinloop.kernel.machine.weierstrass;

import org.jspecify.annotations.NullMarked;
