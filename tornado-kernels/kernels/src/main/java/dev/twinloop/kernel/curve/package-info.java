/** Elliptic curves: point formulas and ladders as programs for the field machine. */
@NullMarked
package dev.twinloop.kernel.curve;

import org.jspecify.annotations.NullMarked;
