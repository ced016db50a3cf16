/** What kernels may not contain, read from their bytecode. */
@NullMarked
package dev.twinloop.kernel.rules;

import org.jspecify.annotations.NullMarked;
