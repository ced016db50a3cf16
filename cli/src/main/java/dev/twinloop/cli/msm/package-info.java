/** {@code twinloop msm}: points and scalars from files, and the sum. */
@NullMarked
package dev.twinloop.cli.msm;

import org.jspecify.annotations.NullMarked;
