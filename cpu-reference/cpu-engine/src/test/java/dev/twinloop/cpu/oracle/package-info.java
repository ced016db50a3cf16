/** Independent implementations that check results. Never the kernels themselves. */
@NullMarked
package dev.twinloop.cpu.oracle;

import org.jspecify.annotations.NullMarked;
