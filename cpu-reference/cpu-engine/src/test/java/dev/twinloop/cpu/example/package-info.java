/** The example of {@code docs/kernels.md}: a user's own task, made of three files. */
@NullMarked
package dev.twinloop.cpu.example;

import org.jspecify.annotations.NullMarked;
