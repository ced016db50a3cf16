/** Readers against input that nobody meant. */
@NullMarked
package dev.twinloop.cli.fuzz;

import org.jspecify.annotations.NullMarked;
