/** Kernels that break a rule each, and what is found in them. */
@NullMarked
package dev.twinloop.rules;

import org.jspecify.annotations.NullMarked;
