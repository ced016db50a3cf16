/** A user's own task in three files, as {@code docs/kernels.md} describes it. */
@NullMarked
package dev.twinloop.tornado.sample;

import org.jspecify.annotations.NullMarked;
