/** The example of {@code docs/kernels.md}: a user's own task, in one file. */
@NullMarked
package dev.twinloop.cpu.example;

import org.jspecify.annotations.NullMarked;
